package dev.towpath.vertx;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.Message;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A verticle that does all a bridge can do is undeployed in the middle of it. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UndeployTest {
  @RegisterExtension final OnVertx on = new OnVertx();

  private final Set<Thread> bodies = ConcurrentHashMap.newKeySet();
  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();
  private final TargetFake<Integer> full = new TargetFake<>();

  private <T> BridgeOptions<T> options() {
    return BridgeOptions.<T>defaults().onLateError(lateErrors::add);
  }

  /** Waits for demand that does not come. */
  private Producer<Integer> sending(String name) {
    return out -> {
      bodies.add(Thread.currentThread());
      try {
        for (int i = 0; ; i++) {
          out.send(i);
        }
      } catch (InterruptedException | ChannelClosedException e) {
        stopped.add(name);
        throw e;
      }
    };
  }

  private String waiting(String name) throws InterruptedException {
    bodies.add(Thread.currentThread());
    try {
      new CountDownLatch(1).await();
      return name;
    } catch (InterruptedException e) {
      stopped.add(name);
      throw e;
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  @DisplayName("C9: every body that waits is stopped, every future fails, no thread is left")
  void everything(ThreadingModel model) throws Exception {
    OnVertx.Deployed verticle = on.deploy(model);
    full.room = 0;
    on.vertx.eventBus().consumer("no reply", message -> {});
    CompletableFuture<Receiver<Message<String>>> messages = new CompletableFuture<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Future<?>> outcomes =
        OnVertx.get(
            verticle.context(),
            () -> {
              PublishedStream<Integer> paused = VertxBridge.publish(sending("publish"), options());
              paused.exceptionHandler(failures::add).pause().fetch(1).handler(value -> {});
              messages.complete(
                  VertxBridge.open(on.vertx.eventBus().<String>consumer("no message"), 4));
              return List.of(
                  VertxBridge.call(() -> waiting("call"), options()),
                  VertxBridge.publish(
                      verticle.context(), sending("pump"), full, failure -> {}, options()),
                  VertxBridge.publish(sending("bus"), on.vertx.eventBus(), "no reply", 1));
            });
    eventually("all bodies wait", () -> bodies.size() == 4 && allParked());
    Waiting<?> reader = Waiting.start(messages.get()::receive);
    reader.awaitParked();
    OnVertx.get(verticle.context(), () -> "the hook is there");

    OnVertx.get(on.vertx.undeploy(verticle.id()));

    for (Future<?> outcome : outcomes) {
      assertThatThrownBy(() -> OnVertx.get(outcome))
          .isInstanceOf(CancellationException.class)
          .hasMessageContaining("undeployed");
    }
    for (Thread body : bodies) {
      body.join();
    }
    assertThatThrownBy(reader::get).isInstanceOf(ChannelClosedException.class);
    eventually("the stream has failed", () -> !failures.isEmpty());
    assertThat(failures).singleElement().isInstanceOf(CancellationException.class);
    assertThat(stopped).containsExactlyInAnyOrder("call", "publish", "pump", "bus");
    assertThat(lateErrors).isEmpty();
  }

  private boolean allParked() {
    return bodies.stream().allMatch(Waiting::isParked);
  }
}
