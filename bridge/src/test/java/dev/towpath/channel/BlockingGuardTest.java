package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Threads that must never wait: contract C5. */
@Timeout(60)
class BlockingGuardTest {
  private static final Duration LIMIT = Duration.ofDays(1);

  private final Channel<Integer> channel = Channel.buffered(2);

  @TestFactory
  Stream<DynamicTest> everyPlainVerbIsRefusedOnAnEventLoopThoughItNeedNotWait() {
    Map<String, Callable<?>> verbs =
        Map.of(
            "send", () -> sent(channel.sender()),
            "send with a limit", () -> channel.sender().send(1, LIMIT),
            "send without time", () -> channel.sender().send(1, Duration.ZERO),
            "receive", () -> channel.receiver().receive(),
            "receive with a limit", () -> channel.receiver().receive(LIMIT),
            "receive without time", () -> channel.receiver().receive(Duration.ZERO),
            "receive by iterator", () -> channel.receiver().iterator().hasNext(),
            "receive by stream", () -> channel.receiver().stream().findFirst(),
            "select", () -> select().await(),
            "select with a limit", () -> select().await(LIMIT));

    return verbs.entrySet().stream()
        .map(verb ->
            DynamicTest.dynamicTest(
                verb.getKey(), () -> assertRefused(verb.getKey(), verb.getValue())));
  }

  private void assertRefused(String verb, Callable<?> call) {
    Channel.Counts before = channel.counts();

    Running<?> running = onLoop(call);

    assertThatThrownBy(running::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage(
            verb.split(" ")[0] + " may wait, and thread 'loop-7' must not: " + LoopGuard.REFUSAL);
    assertThat(channel.counts()).isEqualTo(before);
  }

  @Test
  void virtualThreadIsRefusedOnlyWhenItWouldReallyWait() throws Exception {
    assertThat(onVirtualLoop(() -> sent(channel.sender())).get()).isTrue();
    assertThat(onVirtualLoop(() -> channel.receiver().receive()).get()).isEqualTo(1);

    assertThatThrownBy(onVirtualLoop(() -> channel.receiver().receive())::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("receive may wait, and thread 'loop-7' must not");
    channel.sender().send(2);
    channel.sender().send(3);
    assertThatThrownBy(onVirtualLoop(() -> sent(channel.sender()))::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("send may wait, and thread 'loop-7' must not");
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(3, 1, 0, 2));
  }

  @Test
  void verbThatFindsWhatItWouldWaitForIsRefusedOnAnEventLoopOnly() throws Exception {
    onVirtualLoop(BlockingGuardTest::checkedWithoutWait).get();

    assertThatThrownBy(onLoop(BlockingGuardTest::checkedWithoutWait)::get)
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("await may wait, and thread 'loop-7' must not: " + LoopGuard.REFUSAL);
  }

  private static boolean checkedWithoutWait() {
    BlockingGuard.checkWithoutWait("await");
    return true;
  }

  private static <V> Running<V> onVirtualLoop(Callable<V> call) {
    return new Running<>(Thread.ofVirtual().name("loop-7"), call);
  }

  @Test
  void formsThatNeverWaitWorkOnAnEventLoop() throws Exception {
    List<Integer> received = new ArrayList<>();
    AtomicInteger told = new AtomicInteger();

    var running =
        onLoop(() -> {
          channel.sender().trySend(1);
          channel.sender().trySend(2);
          channel.receiver().tryReceive();
          channel.receiver().drainTo(received, 9);
          select().poll();
          channel.sender().whenWritable(told::incrementAndGet);
          channel.receiver().whenReadable(told::incrementAndGet);
          channel.sender().close();
          channel.receiver().close();
          return channel.counts();
        });

    assertThat(running.get()).isEqualTo(new Channel.Counts(3, 2, 1, 0));
    assertThat(received).containsExactly(2);
    assertThat(told).hasValue(2);
  }

  @Test
  void otherThreadsMayWait() throws Exception {
    var receiving = Running.awaitParked(Running.start(() -> channel.receiver().receive()));

    channel.sender().send(1);

    assertThat(receiving.get()).isEqualTo(1);
  }

  private static boolean sent(Sender<Integer> sender) throws InterruptedException {
    sender.send(1);
    return true;
  }

  private Select<Integer> select() {
    return Select.of(Select.send(channel.sender(), 3, () -> 3));
  }

  private static <V> Running<V> onLoop(Callable<V> body) {
    return new Running<>(Thread.ofPlatform().name("loop-7"), body);
  }
}
