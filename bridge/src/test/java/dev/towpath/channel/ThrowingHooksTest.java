package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What foreign code throws reaches the thread's handler and changes nothing else. */
@Timeout(60)
class ThrowingHooksTest {
  private static final Error BROKEN = new AssertionError("broken hook");

  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();

  @Test
  void throwingOnUndeliveredStillGetsEveryValueAndTheSourceIsStopped() throws Exception {
    List<String> told = new ArrayList<>();
    Channel<Integer> channel =
        Channel.<Integer>builder()
            .capacity(3)
            .onUndelivered(this::refuse)
            .onStop(() -> told.add("stop"))
            .build();
    channel.sender().send(1);
    channel.sender().send(2);

    var closing = Running.start(() -> channel.receiver().close());
    closing.get();

    assertThat(undelivered).containsExactly(1, 2);
    assertThat(closing.uncaught()).containsExactly(BROKEN, BROKEN);
    assertThat(told).containsExactly("stop");
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(2, 0, 2, 0));
  }

  @Test
  void throwingOnUndeliveredDoesNotDisturbASendThatDrops() throws Exception {
    Channel<Integer> channel =
        Channel.<Integer>builder()
            .capacity(1)
            .overflow(Overflow.DROP_OLDEST)
            .onUndelivered(this::refuse)
            .build();
    channel.sender().send(1);

    var sending = Running.start(() -> channel.sender().trySend(2));

    assertThat(sending.get()).isEqualTo(TrySend.SENT);
    assertThat(sending.uncaught()).containsExactly(BROKEN);
    assertThat(channel.receiver().receive()).isEqualTo(2);
  }

  @Test
  void throwingOnUndeliveredDoesNotHideWhatTheTargetOfABatchThrew() throws Exception {
    Channel<Integer> channel =
        Channel.<Integer>builder().capacity(2).onUndelivered(this::refuse).build();
    channel.sender().send(1);
    channel.sender().send(2);

    var draining = Running.start(() -> channel.receiver().drainTo(List.of(), 2));

    assertThatThrownBy(draining::get).isInstanceOf(UnsupportedOperationException.class);
    assertThat(draining.uncaught()).containsExactly(BROKEN, BROKEN);
    assertThat(undelivered).containsExactly(1, 2);
  }

  @Test
  void throwingOnTakenDoesNotDisturbTheReceiver() throws Exception {
    Channel<Integer> channel =
        Channel.<Integer>builder()
            .onTaken(count -> {
              throw BROKEN;
            })
            .build();

    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));
    channel.sender().send(1);

    assertThat(receiving.get()).isEqualTo(1);
    assertThat(receiving.uncaught()).containsExactly(BROKEN);
  }

  @Test
  void throwingOnStopDoesNotDisturbTheClose() throws Exception {
    Channel<Integer> channel =
        Channel.<Integer>builder()
            .onStop(() -> {
              throw BROKEN;
            })
            .build();

    var closing = Running.start(() -> channel.receiver().close());

    closing.get();
    assertThat(closing.uncaught()).containsExactly(BROKEN);
  }

  @Test
  void throwingWatcherDoesNotDisturbTheOthersNorTheSender() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    List<String> told = new ArrayList<>();
    channel
        .receiver()
        .whenReadable(() -> {
          throw BROKEN;
        });
    channel.receiver().whenReadable(() -> told.add("readable"));

    var sending = Running.start(() -> channel.sender().trySend(1));

    assertThat(sending.get()).isEqualTo(TrySend.SENT);
    assertThat(sending.uncaught()).containsExactly(BROKEN);
    assertThat(told).containsExactly("readable");
  }

  @Test
  void handlerThatThrowsAsWellIsIgnoredAsTheJvmDoes() throws Exception {
    Channel<Integer> channel =
        Channel.<Integer>builder().capacity(2).onUndelivered(this::refuse).build();
    channel.sender().send(1);
    channel.sender().send(2);

    var closing =
        Running.start(() -> {
          Thread.currentThread()
              .setUncaughtExceptionHandler((thread, thrown) -> {
                throw new IllegalStateException("broken handler", thrown);
              });
          channel.receiver().close();
        });

    closing.get();
    assertThat(undelivered).containsExactly(1, 2);
  }

  private void refuse(int value) {
    undelivered.add(value);
    throw BROKEN;
  }
}
