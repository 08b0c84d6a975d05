package dev.towpath.vertx;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallTest {
  @RegisterExtension final OnVertx on = new OnVertx();

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  @DisplayName(
      "pitfall 25, C16: handlers are called on the captured context, bodies on a thread of their name")
  void capturedContext(ThreadingModel model) throws Exception {
    Context context = on.context(model);
    CompletableFuture<Context> early = new CompletableFuture<>();
    CompletableFuture<Context> late = new CompletableFuture<>();
    CompletableFuture<Thread> body = new CompletableFuture<>();

    OnVertx.get(
            context,
            () -> {
              Future<String> future =
                  VertxBridge.call(() -> {
                    body.complete(Thread.currentThread());
                    return "tea";
                  });
              future.onComplete(result -> early.complete(Vertx.currentContext()));
              return future;
            })
        .onComplete(result -> late.complete(Vertx.currentContext()));

    assertThat(early.get()).isSameAs(context);
    assertThat(late.get()).isSameAs(context);
    assertThat(body.get().isVirtual()).isTrue();
    assertThat(body.get().getName()).isEqualTo("towpath-call");
  }

  @Test
  @DisplayName("C10, C12: null and failures come as themselves")
  void outcomes() throws Exception {
    Context context = on.eventLoop();
    IOException checked = new IOException("checked");

    assertThat(OnVertx.<String>get(VertxBridge.call(context, () -> null, options()))).isNull();
    assertThatThrownBy(() ->
            OnVertx.get(
                VertxBridge.call(
                    context,
                    () -> {
                      throw checked;
                    },
                    options())))
        .isSameAs(checked);
  }

  private static <T> BridgeOptions<T> options() {
    return BridgeOptions.defaults();
  }

  @Test
  void withoutAContextItSaysSo() {
    assertThatThrownBy(() -> VertxBridge.call(() -> "tea"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Thread.currentThread().getName())
        .hasMessageContaining("getOrCreateContext");
  }

  @Test
  @DisplayName("C13: the body sees what its caller carries")
  void context() throws Exception {
    Context context = on.eventLoop();

    String seen =
        OnVertx.get(
            OnVertx.get(
                context,
                () -> {
                  TenantCarrier.TENANT.set("tenant 1");
                  try {
                    return VertxBridge.call(TenantCarrier.TENANT::get);
                  } finally {
                    TenantCarrier.TENANT.remove();
                  }
                }));

    assertThat(seen).isEqualTo("tenant 1");
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  @DisplayName("C9: undeploying the verticle interrupts its bodies, and leaves no thread")
  void undeploy(ThreadingModel model) throws Exception {
    OnVertx.Deployed verticle = on.deploy(model);
    CompletableFuture<Thread> body = new CompletableFuture<>();
    Future<String> outcome =
        OnVertx.get(verticle.context(), () -> VertxBridge.<String>call(() -> waitForEver(body)));
    Thread thread = body.get();
    eventually("the body waits", () -> Waiting.isParked(thread));

    OnVertx.get(on.vertx.undeploy(verticle.id()));

    assertThatThrownBy(() -> OnVertx.get(outcome))
        .isInstanceOf(CancellationException.class)
        .hasMessageContaining("undeployed");
    thread.join();
  }

  @Test
  @DisplayName(
      "C9: what is called after the undeploy is stopped at once, if the verticle ever called")
  void callAfterUndeploy() throws Exception {
    OnVertx.Deployed verticle = on.deploy(ThreadingModel.EVENT_LOOP);
    OnVertx.get(VertxBridge.call(verticle.context(), () -> "tea", options()));
    OnVertx.get(verticle.context(), () -> "the hook is there");
    OnVertx.get(on.vertx.undeploy(verticle.id()));
    OnVertx.get(verticle.context(), () -> "and was told");
    CompletableFuture<Thread> body = new CompletableFuture<>();

    Future<String> late = VertxBridge.call(verticle.context(), () -> waitForEver(body), options());

    assertThatThrownBy(() -> OnVertx.get(late)).isInstanceOf(CancellationException.class);
    if (body.isDone()) {
      body.get().join();
    }
  }

  @Test
  @DisplayName("C9: closing Vert.x interrupts the bodies of contexts that no verticle owns")
  void close() throws Exception {
    Vertx vertx = Vertx.vertx();
    CompletableFuture<Thread> body = new CompletableFuture<>();
    VertxBridge.call(vertx.getOrCreateContext(), () -> waitForEver(body), options());
    Thread thread = body.get();
    eventually("the body waits", () -> Waiting.isParked(thread));
    OnVertx.get(vertx.getOrCreateContext(), () -> "the hook is there");

    OnVertx.get(vertx.close());

    thread.join();
  }

  @Test
  @DisplayName("pitfall 11, C9: a stop that was given interrupts the body, without noise")
  void stop() throws Exception {
    List<Throwable> late = new CopyOnWriteArrayList<>();
    CompletableFuture<Thread> body = new CompletableFuture<>();
    Promise<Void> stop = Promise.promise();
    Future<String> future =
        VertxBridge.call(
            on.eventLoop(),
            () -> waitForEver(body),
            stop.future(),
            BridgeOptions.<String>defaults().onLateError(late::add));
    Thread thread = body.get();

    stop.complete();

    assertThatThrownBy(() -> OnVertx.get(future)).isInstanceOf(CancellationException.class);
    thread.join();
    assertThat(late).isEmpty();
  }

  @Test
  @DisplayName("pitfall 39, C11: wherever a stop cuts in, a value is the future's or undelivered")
  void liveValue() throws Exception {
    Context context = on.eventLoop();
    for (int round = 0; round < 200; round++) {
      List<String> undelivered = new CopyOnWriteArrayList<>();
      CompletableFuture<Thread> body = new CompletableFuture<>();
      Promise<Void> stop = Promise.promise();
      Future<String> future =
          VertxBridge.call(
              context,
              () -> {
                body.complete(Thread.currentThread());
                return "live";
              },
              stop.future(),
              BridgeOptions.<String>defaults().onUndelivered(undelivered::add));
      for (int i = 0; i < round * 5; i++) {
        Thread.onSpinWait();
      }

      stop.complete();

      String value;
      try {
        value = OnVertx.get(future);
      } catch (CancellationException e) {
        value = null;
      }
      if (body.isDone()) {
        body.get().join();
        assertThat(undelivered).hasSize(value == null ? 1 : 0);
      }
    }
  }

  private static String waitForEver(CompletableFuture<Thread> body) throws InterruptedException {
    body.complete(Thread.currentThread());
    new CountDownLatch(1).await();
    return "never";
  }
}
