package dev.towpath.jdk;

import static dev.towpath.jdk.TenantCarrier.TENANT;
import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C13: the thread-locals of the caller around all that it has given. */
class ContextTest {
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @BeforeEach
  void callerIsATenant() {
    TENANT.set("acme");
  }

  @AfterEach
  void tenantLeaves() {
    TENANT.remove();
  }

  private void look() {
    seen.add(String.valueOf(TENANT.get()));
  }

  @Test
  @DisplayName("pitfall 19, C13: the callable of a call and its dependants see the caller's")
  void call() throws Exception {
    var begin = new CountDownLatch(1);
    CompletableFuture<String> future =
        FutureBridge.call(() -> {
          begin.await();
          look();
          return "tea";
        });
    var dependant = future.thenRun(this::look);
    TENANT.set("other");

    begin.countDown();

    dependant.get();
    assertThat(seen).containsExactly("acme", "acme");
  }

  @Test
  @DisplayName("pitfall 20, C13: a waiter has its own again, whoever completes the future")
  void await() throws Exception {
    var source = new CompletableFuture<String>();
    var completing = Running.run(() -> source.complete("tea"));
    FutureBridge.await(source);
    look();
    completing.get();
    FutureBridge.await(CompletableFuture.completedFuture("tea"));
    look();

    assertThat(seen).containsExactly("acme", "acme");
  }

  @Test
  @DisplayName("pitfalls 19 and 20, C13: listener and callback see the caller's")
  void callbacks() throws Exception {
    var over = new CountDownLatch(2);
    CallbackBridge.publish(
        out -> {
          look();
          out.send(1);
        },
        new Listener<Integer>() {
          @Override
          public void onValue(Integer value) {
            look();
          }

          @Override
          public void onEnd() {
            look();
            over.countDown();
          }

          @Override
          public void onFailure(Throwable cause) {}
        });
    CallbackBridge.call(
        () -> {
          look();
          return 1;
        },
        (value, failure) -> {
          look();
          over.countDown();
        });

    over.await();
    assertThat(seen).hasSize(5).containsOnly("acme");
  }

  @Test
  @DisplayName("pitfall 19, C13: pause, resume, unregister and the hooks see the caller's")
  void listeners() throws Exception {
    BridgeOptions<Integer> options =
        BridgeOptions.<Integer>defaults().onUndelivered(value -> look());
    var emitters = new CopyOnWriteArrayList<Emitter<Integer>>();
    Receiver<Integer> paused =
        CallbackBridge.open(
            emitter -> {
              emitters.add(emitter);
              return this::look;
            },
            1,
            new Pausing(this::look, this::look, 1),
            options);
    Receiver<Integer> dropping =
        CallbackBridge.open(
            emitter -> {
              emitters.add(emitter);
              return this::look;
            },
            1,
            Overflow.DROP_NEWEST,
            options);

    Running.run(
            () -> {
              emitters.get(0).emit(1); // pauses
              paused.receive(); // resumes
              emitters.get(1).emit(1);
              emitters.get(1).emit(2); // dropped
              paused.close();
              dropping.close(); // and one undelivered
            })
        .get();

    assertThat(seen).hasSize(6).containsOnly("acme");
  }

  @Test
  @DisplayName("C13: a call's stop sees the caller's, on whatever thread it is named")
  void stop() throws Exception {
    var callbacks = new CopyOnWriteArrayList<Callback<String>>();
    try {
      CallbackBridge.<String>await(callbacks::add, Duration.ZERO);
    } catch (TimeoutException e) {
      // as planned
    }

    Running.run(() -> callbacks.get(0).onStop(this::look)).get();

    eventually("it has run", () -> !seen.isEmpty());
    assertThat(seen).containsExactly("acme");
  }
}
