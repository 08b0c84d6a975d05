package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The common shapes of a leak, each caught. */
@Timeout(30)
class NoLeaksTest {
  private final List<Thread> started = new ArrayList<>();
  private final NoLeaks.Watch watch = new NoLeaks.Watch();
  private boolean ended;

  @AfterEach
  void leaveNothing() {
    started.forEach(Thread::interrupt);
    if (!ended) {
      watch.end(Duration.ofSeconds(10));
    }
  }

  private interface Action {
    void run() throws InterruptedException;
  }

  private void start(String name, Action action) {
    started.add(
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              try {
                action.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            }));
  }

  private void assertLeaks(int count, String... texts) throws InterruptedException {
    eventually("something is left", () -> watch.left().size() >= count);
    ended = true;
    assertThatThrownBy(() -> watch.end(Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("the test leaves behind:")
        .hasMessageContainingAll(texts)
        .hasMessageContaining("NoLeaksTest.java");
  }

  @Test
  void anEarlyReturnOfTheReaderLeavesTheSender() throws Exception {
    Channel<Integer> numbers = Channel.rendezvous();
    start(
        "producer",
        () -> {
          for (int i = 0; i < 10; i++) {
            numbers.sender().send(i);
          }
        });

    assertThat(numbers.receiver().receive()).isZero(); // and leaves without a close

    assertLeaks(1, "thread 'producer'", "send to '" + numbers.name() + "' (0/0)");
  }

  @Test
  void aMissingCloseLeavesTheReader() throws Exception {
    Channel<Integer> numbers = Channel.buffered(4);
    start("reader", () -> numbers.receiver().forEach(number -> {}));

    numbers.sender().send(1); // and is not closed

    assertLeaks(1, "thread 'reader'", "receive from '" + numbers.name() + "' (0/4)");
  }

  @Test
  void aDoubleSendLeavesTheSecond() throws Exception {
    Channel<String> reply = Channel.rendezvous();
    start(
        "worker",
        () -> {
          reply.sender().send("failed");
          reply.sender().send("done"); // an else was forgotten
        });

    assertThat(reply.receiver().receive()).isEqualTo("failed");

    assertLeaks(1, "thread 'worker'", "send to");
  }

  @Test
  void aForgottenSenderLeavesTheReader() throws Exception {
    Channel<String> reply = Channel.rendezvous();

    start("reader", () -> reply.receiver().receive());

    assertLeaks(1, "thread 'reader'", "receive from");
  }

  @Test
  void aTimeoutWithoutACancelLeavesTheWorker() throws Exception {
    Channel<String> reply = Channel.rendezvous();
    assertThat(reply.receiver().receive(Duration.ofMillis(1))).isNotNull();

    start("worker", () -> reply.sender().send("too late"));

    assertLeaks(1, "thread 'worker'", "send to");
  }

  @Test
  void aFanOutOfWhichOnlyTheFirstIsReadLeavesTheOthers() throws Exception {
    Channel<Integer> replies = Channel.rendezvous();
    for (int i = 0; i < 3; i++) {
      int number = i;
      start("asker-" + i, () -> replies.sender().send(number));
    }

    assertThat(replies.receiver().receive()).isBetween(0, 2);

    assertLeaks(2, "thread 'asker-", "send to");
  }

  @Test
  void aScopeThatIsNotClosedAndItsTaskAreNamedWithThePlace() throws Exception {
    Scope scope = Scope.open("kettle");
    Task<Void> task = scope.fork(() -> Channel.<Void>never().receiver().receive());

    assertLeaks(
        3,
        "scope 'kettle' (1 running) is not closed",
        "task 'kettle-1' has not ended",
        "thread 'kettle-1'");
    scope.close();
    assertThat(task.state()).isEqualTo(Task.State.UNAVAILABLE);
  }

  @Test
  void aBridgeThatIsOpenIsNamedWithThePlace() throws Exception {
    Flow.Publisher<String> never =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long count) {}

                  @Override
                  public void cancel() {}
                });
    Receiver<String> receiver = FlowBridge.open(never, 4);

    assertLeaks(1, "bridge '", "is open");
    receiver.close();
  }

  @Test
  void whatEndsInTimeIsNoLeak() throws Exception {
    Channel<Integer> numbers = Channel.rendezvous();
    Producer<Integer> producer = out -> out.send(1);
    try (Scope scope = Scope.open()) {
      scope.feed(numbers.sender(), producer);
      assertThat(numbers.receiver().receive()).isEqualTo(1);
      scope.join();
    }
    Channel<Integer> late = Channel.rendezvous();
    start("late", () -> late.receiver().receive());
    late.sender().send(1);

    ended = true;
    assertThatCode(() -> watch.end(Duration.ofSeconds(10))).doesNotThrowAnyException();
  }

  @ExtendWith(NoLeaks.class)
  static class Leaky {
    static Thread left;

    @Test
    void leaks() {
      left =
          Thread.ofVirtual()
              .name("left")
              .start(() -> {
                try {
                  Channel.never().receiver().receive();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
      while (left.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void theExtensionFailsTheTest() throws Exception {
    List<Throwable> failures = new ArrayList<>();
    LauncherConfig alone =
        LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .build();
    LauncherFactory.create(alone)
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(Leaky.class))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result.getThrowable().ifPresent(failures::add);
              }
            });
    Leaky.left.interrupt();
    Leaky.left.join();

    assertThat(failures)
        .singleElement()
        .asString()
        .contains("the test leaves behind:")
        .contains("thread 'left'");
  }
}
