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
          .endsWith("]}");
    }
  }
}
