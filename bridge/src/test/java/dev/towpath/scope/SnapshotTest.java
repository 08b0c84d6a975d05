package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SnapshotTest {
  private static String eventually(String expected) {
    String text = Snapshot.take().toString();
    while (!text.contains(expected)) {
      Thread.onSpinWait();
      text = Snapshot.take().toString();
    }
    return text;
  }

  @Test
  void anOpenScopeIsShownWithItsTasksInsideTheScopeAroundIt() throws Exception {
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch go = new CountDownLatch(1);
    try (Scope outer = Scope.open("outer");
        Scope inner = Scope.open(ScopeOptions.defaults().name("inner").limit(1))) {
      outer.forkBackground(() -> {
        running.countDown();
        go.await();
      });
      inner.fork(
          "brew",
          () -> {
            running.countDown();
            go.await();
            return "tea";
          });
      inner.fork(() -> "later");
      running.await();

      String text = Snapshot.take().toString();

      String owner = Thread.currentThread().getName();
      assertThat(text)
          .contains(
              "scope 'outer' of thread '"
                  + owner
                  + "': 1 running, 0 waiting for a place, 0 failed\n"
                  + "  task 'outer-1' in the background\n"
                  + "  scope 'inner' of thread '"
                  + owner
                  + "': 1 running, 1 waiting for a place, 0 failed\n"
                  + "    task 'brew'\n");
      go.countDown();
      inner.join();
    }
    assertThat(Snapshot.take().toString()).doesNotContain("scope 'outer'").doesNotContain("inner");
  }

  @Test
  void whoWaitsOnWhatIsShownWhileWaitsAreRecorded() throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();
    try (Snapshot.Recording recording = Snapshot.recordWaits();
        Scope scope = Scope.open("kettle")) {
      scope.fork("brewer", () -> orders.receiver().receive());
      Thread stranger =
          Thread.ofVirtual().name("stranger").start(() -> orders.receiver().forEach(order -> {}));

      assertThat(eventually("task 'brewer' waits: receive from 'orders' (0/2), since PT"))
          .contains("scope 'kettle'");
      eventually("thread 'stranger' waits: receive from 'orders' (0/2), since PT");

      orders.sender().close();
      stranger.join();
      recording.close();
    }
  }

  @Test
  void anOwnerThatJoinsIsShownToo() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (Snapshot.Recording recording = Snapshot.recordWaits()) {
      Thread owner =
          Thread.ofVirtual()
              .name("boss")
              .start(() -> {
                try (Scope scope = Scope.open("kettle")) {
                  scope.fork(() -> go.await());
                  scope.join();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });

      eventually(
          "scope 'kettle' of thread 'boss': 1 running, 0 waiting for a place, 0 failed;"
              + " its owner waits: receive from 'kettle join'");

      go.countDown();
      owner.join();
      recording.close();
    }
  }

  @Test
  void theSameIsThereAsJson() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    try (Scope scope = Scope.open("say \"tea\"\n")) {
      scope.fork(
          "brew",
          () -> {
            running.countDown();
            return Channel.<Void>never().receiver().receive();
          });
      running.await();

      String json = Snapshot.take().toJson();

      assertThat(json)
          .startsWith("{\"scopes\":[{")
          .contains(
              "{\"name\":\"say \\\"tea\\\"\\u000a\",\"owner\":\""
                  + Thread.currentThread().getName()
                  + "\",\"waiting\":0,\"failures\":0,\"cancelled\":false,"
                  + "\"tasks\":[{\"name\":\"brew\",\"background\":false}]}")
          .contains("],\"executors\":[")
          .endsWith("]}");
    }
  }

  @Test
  void anExecutorIsShownWithItsNumbersUntilItHasTerminated() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();
    try (Snapshot.Recording recording = Snapshot.recordWaits();
        BoundedExecutor executor = BoundedExecutor.builder(1, 5).name("kettles").build()) {
      executor.submit(() -> "done").get();
      executor.execute(() -> {
        begun.countDown();
        orders.receiver().forEach(order -> {});
      });
      executor.execute(() -> {});
      begun.await();

      String text = eventually("  thread 'kettles-2' waits: receive from 'orders' (0/2), since PT");
      String json = Snapshot.take().toJson();

      assertThat(text)
          .containsPattern(
              "executor 'kettles': 1 running, 1 waiting, 0 waiting for room, 1 completed, 0"
                  + " rejected, 0 discarded; the oldest waits since PT.*\n"
                  + "  thread 'kettles-2' waits: ")
          .doesNotContain("\nthread 'kettles-2'");
      assertThat(json)
          .containsPattern(
              "\\{\"name\":\"kettles\",\"running\":1,\"waiting\":1,\"submitting\":0,\"completed\":1,"
                  + "\"rejected\":0,\"discarded\":0,\"oldestWaitNanos\":\\d+,\"shutdown\":false,"
                  + "\"threads\":\\[\\{\"name\":\"kettles-2\",\"waits\":");
      orders.sender().close();
      recording.close();
    }
    assertThat(Snapshot.take().toString()).doesNotContain("kettles");
  }

  @Test
  void aChannelThatSomebodyWaitsOnIsShownWithItsNumbers() throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();
    try (Snapshot.Recording recording = Snapshot.recordWaits();
        Scope scope = Scope.open("kettle")) {
      orders.sender().send("green");
      orders.receiver().receive();
      scope.fork("brewer", () -> orders.receiver().receive());
      scope.fork("taster", () -> orders.receiver().receive());

      String text =
          eventually(
              "channel 'orders' (0/2): 1 sent, 1 received, 0 undelivered; waiting: 0 to send, 2 to"
                  + " receive\n");

      assertThat(text).doesNotContain("channel 'kettle join'");
      assertThat(Snapshot.take().toJson())
          .contains(
              "\"channels\":[{\"name\":\"orders\",\"size\":0,\"capacity\":2,\"sent\":1,\"received\":1,"
                  + "\"undelivered\":0,\"sendersWaiting\":0,\"receiversWaiting\":2}]");
      recording.close();
    }
  }
}
