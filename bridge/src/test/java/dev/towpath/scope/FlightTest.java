package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.OneShot;
import dev.towpath.channel.Overflow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class FlightTest {
  @TempDir Path folder;

  private interface Action {
    void run() throws Exception;
  }

  private List<RecordedEvent> recorded(String event, Action action) throws Exception {
    Path file = folder.resolve(event + ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable(event).withoutThreshold();
      recording.start();
      action.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(each -> each.getEventType().getName().equals(event))
        .toList();
  }

  @Test
  void aWaitSaysForWhatAndWhoWaited() throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Wait",
            () -> {
              Thread reader =
                  Thread.ofVirtual()
                      .name("reader")
                      .start(() -> orders.receiver().forEach(order -> {}));
              while (reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              orders.sender().close();
              reader.join();
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("what")).isEqualTo("receive from 'orders' (0/2)");
          assertThat(event.getThread().getJavaName()).isEqualTo("reader");
          assertThat(event.getStackTrace()).isNull();
        });
  }

  @Test
  void aWaitForOneOutcomeIsRecordedToo() throws Exception {
    OneShot<String> reply = new OneShot<>(BridgeOptions.<String>defaults().name("reply"));

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Wait",
            () ->
                assertThatThrownBy(() -> reply.await(Duration.ofMillis(1)))
                    .isInstanceOf(TimeoutException.class));

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.getString("what")).isEqualTo("await of 'reply'"));
  }

  @Test
  void aShortWaitIsNotKept() throws Exception {
    Path file = folder.resolve("short.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.towpath.Wait").withThreshold(Duration.ofHours(1));
      recording.start();
      Channel.<String>rendezvous().receiver().receive(Duration.ofMillis(1));
      recording.stop();
      recording.dump(file);
    }

    assertThat(RecordingFile.readAllEvents(file)).isEmpty();
  }

  @Test
  void aForkNamesScopeAndTask() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Fork",
            () -> {
              try (Scope scope = Scope.open("kettle")) {
                scope.fork("brew", () -> "tea");
                scope.join();
              }
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("scope")).isEqualTo("kettle");
          assertThat(event.getString("task")).isEqualTo("brew");
        });
  }

  @Test
  void aJoinThatWaitsIsRecorded() throws Exception {
    CountDownLatch go = new CountDownLatch(1);

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Join",
            () -> {
              try (Scope scope = Scope.open("kettle")) {
                scope.fork(() -> go.await());
                scope.join(Duration.ofMillis(1));
                go.countDown();
              }
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.getString("scope")).isEqualTo("kettle"));
  }

  @Test
  void aCancelNamesTheFailureBehindIt() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Cancel",
            () -> {
              try (Scope scope = Scope.open("kettle")) {
                scope.fork(() -> {
                  throw new IOException("boom");
                });
                assertThatThrownBy(scope::join).hasCauseInstanceOf(IOException.class);
              }
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("scope")).isEqualTo("kettle");
          assertThat(event.getString("reason")).isEqualTo("java.io.IOException");
        });
  }

  @Test
  void aScopeThatJustEndsIsNotCancelled() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Cancel",
            () -> {
              try (Scope scope = Scope.open("kettle")) {
                scope.fork(() -> "tea");
                scope.join();
              }
            });

    assertThat(events).isEmpty();
  }

  @Test
  void aStragglerIsNamed() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch reported = new CountDownLatch(1);
    ScopeOptions options =
        ScopeOptions.defaults()
            .name("kettle")
            .withoutInterrupt()
            .grace(Duration.ZERO)
            .onStraggler(task -> reported.countDown());

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Straggler",
            () -> {
              try (Scope scope = Scope.open(options)) {
                scope.fork(
                    "slow",
                    () -> {
                      running.countDown();
                      reported.await();
                      return null;
                    });
                running.await();
              }
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.getString("task")).isEqualTo("slow"));
  }

  @Test
  void whatComesTooLateIsRecordedByItsClass() throws Exception {
    OneShot<String> reply = new OneShot<>(BridgeOptions.<String>defaults().name("reply"));
    reply.succeed("tea");

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Late",
            () -> {
              reply.succeed("more tea");
              reply.fail(new IOException("boom"));
            });

    assertThat(events)
        .extracting(event -> event.getString("bridge") + " " + event.getString("type"))
        .containsExactly("reply java.lang.String", "reply java.io.IOException");
  }

  @Test
  void aTaskOfAScopeIsRecordedOnItsOwnThread() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Task",
            () -> {
              try (Scope scope = Scope.open("kettle")) {
                scope.fork("brew", () -> "tea");
                scope.join();
              }
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("scope")).isEqualTo("kettle");
          assertThat(event.getString("task")).isEqualTo("brew");
          assertThat(event.getThread().getJavaName()).isEqualTo("brew");
        });
  }

  @Test
  void aTaskOfAnExecutorIsRecordedWithTheNameOfItsThread() throws Exception {
    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Task",
            () -> {
              try (BoundedExecutor kettle = BoundedExecutor.builder(1, 0).name("kettle").build()) {
                kettle.submit(() -> "tea").get();
              }
            });

    assertThat(events)
        .extracting(event -> event.getString("scope") + " " + event.getString("task"))
        .containsExactly("kettle kettle-1");
  }

  @Test
  void aRejectionSaysWhichExecutorWasFull() throws Exception {
    CountDownLatch go = new CountDownLatch(1);

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Rejection",
            () -> {
              try (BoundedExecutor kettle =
                  BoundedExecutor.builder(1, 0)
                      .name("kettle")
                      .whenFull(BoundedExecutor.WhenFull.ABORT)
                      .build()) {
                kettle.submit(() -> {
                  go.await();
                  return null;
                });
                assertThatThrownBy(() -> kettle.execute(() -> {}))
                    .isInstanceOf(RejectedExecutionException.class);
                go.countDown();
              }
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("executor")).isEqualTo("kettle");
          assertThat(event.getString("reason"))
              .isEqualTo("executor 'kettle' (1 running, 0 waiting) is full");
          assertThat(event.getStackTrace()).isNull();
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"DISCARD_OLDEST", "DISCARD_NEWEST"})
  void whatAPolicyDiscardsIsARejection(BoundedExecutor.WhenFull policy) throws Exception {
    CountDownLatch go = new CountDownLatch(1);

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Rejection",
            () -> {
              try (BoundedExecutor kettle =
                  BoundedExecutor.builder(1, 1).name("kettle").whenFull(policy).build()) {
                kettle.submit(() -> {
                  go.await();
                  return null;
                });
                kettle.execute(() -> {});
                kettle.execute(() -> {});
                go.countDown();
              }
            });

    assertThat(events)
        .extracting(event -> event.getString("executor") + " " + event.getString("reason"))
        .containsExactly("kettle " + policy);
  }

  @ParameterizedTest
  @EnumSource(names = {"DROP_OLDEST", "DROP_NEWEST", "FAIL"})
  void anOverflowSaysWhatGaveWay(Overflow policy) throws Exception {
    Channel<Object> ticks = Channel.builder().name("ticks").capacity(1).overflow(policy).build();

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Overflow",
            () -> {
              ticks.sender().trySend("old");
              ticks.sender().trySend(2);
            });

    assertThat(events)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.getString("channel")).isEqualTo("ticks");
          assertThat(event.getInt("capacity")).isEqualTo(1);
          assertThat(event.getString("policy")).isEqualTo(policy.name());
          assertThat(event.getString("type"))
              .isEqualTo(policy == Overflow.DROP_OLDEST ? "java.lang.String" : "java.lang.Integer");
          assertThat(event.getStackTrace()).isNull();
        });
  }

  @Test
  void whatAReceiverLeavesBehindIsNoOverflow() throws Exception {
    Channel<String> ticks =
        Channel.<String>builder().capacity(1).overflow(Overflow.DROP_OLDEST).build();

    List<RecordedEvent> events =
        recorded(
            "dev.towpath.Overflow",
            () -> {
              ticks.sender().trySend("tick");
              ticks.receiver().close();
            });

    assertThat(events).isEmpty();
  }
}
