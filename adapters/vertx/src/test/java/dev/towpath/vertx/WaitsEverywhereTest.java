package dev.towpath.vertx;

import static dev.towpath.channel.Select.receive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import dev.towpath.scope.BoundedExecutor;
import dev.towpath.scope.BoundedExecutor.WhenFull;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** C5: each way to wait in each place of a verticle, ended by the verticle's own context. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitsEverywhereTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @RegisterExtension final OnVertx on = new OnVertx();

  /** Runs code in some place of a virtual-thread verticle. */
  enum Place {
    ON_THE_CONTEXT {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.runOnContext(nothing -> code.run());
      }
    },
    TIMER {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.runOnContext(nothing -> on.vertx.setTimer(1, id -> code.run()));
      }
    },
    MESSAGE {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.runOnContext(nothing -> {
          on.vertx.eventBus().consumer("place", message -> code.run());
          on.vertx.eventBus().send("place", "go");
        });
      }
    },
    HANDLER_OF_A_FUTURE {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.runOnContext(nothing -> on.vertx.timer(1).onComplete(done -> code.run()));
      }
    },
    EXECUTE_BLOCKING {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.executeBlocking(
            () -> {
              code.run();
              return null;
            },
            false);
      }
    },
    A_THREAD_OF_ITS_OWN {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.runOnContext(nothing -> Thread.startVirtualThread(code));
      }
    },
    A_BODY {
      @Override
      void run(OnVertx on, Context context, Runnable code) {
        context.runOnContext(nothing ->
            VertxBridge.call(() -> {
              code.run();
              return null;
            }));
      }
    };

    abstract void run(OnVertx on, Context context, Runnable code);
  }

  /** A wait, and what ends it when it runs on the context, without waiting itself. */
  enum Wait {
    RECEIVE {
      @Override
      Object begin(Things on) throws Exception {
        return on.channel.receiver().receive();
      }
    },
    TIMED_RECEIVE {
      @Override
      Object begin(Things on) throws Exception {
        return ((TryReceive.Value<String>) on.channel.receiver().receive(LONG)).value();
      }
    },
    SEND {
      @Override
      Object begin(Things on) throws Exception {
        on.channel.sender().send("tea");
        return "tea";
      }
    },
    TIMED_SEND {
      @Override
      Object begin(Things on) throws Exception {
        return on.channel.sender().send("tea", LONG) == TrySend.SENT ? "tea" : "full";
      }
    },
    SELECT {
      @Override
      Object begin(Things on) throws Exception {
        Channel<String> silent = Channel.rendezvous();
        return Select.of(
                receive(silent.receiver(), value -> value),
                receive(on.channel.receiver(), value -> value))
            .await();
      }
    },
    AWAIT {
      @Override
      Object begin(Things on) throws Exception {
        return VertxBridge.await(on.promise.future());
      }
    },
    TIMED_AWAIT {
      @Override
      Object begin(Things on) throws Exception {
        return VertxBridge.await(on.promise.future(), LONG);
      }
    },
    JOIN {
      @Override
      Object begin(Things on) throws Exception {
        try (Scope scope = Scope.open()) {
          Task<String> task = scope.fork(() -> on.channel.receiver().receive());
          scope.join();
          return task.get();
        }
      }
    },
    SUBMIT {
      @Override
      Object begin(Things on) throws Exception {
        return withExecutor(
            WhenFull.WAIT,
            executor -> {
              executor.submit(() -> on.channel.receiver().receive());
              return executor.submit(() -> "tea").get(); // has waited for room before
            });
      }
    },
    GET {
      @Override
      Object begin(Things on) throws Exception {
        return withExecutor(
            WhenFull.ABORT,
            executor -> executor.submit(() -> on.channel.receiver().receive()).get());
      }
    },
    INVOKE_ALL {
      @Override
      Object begin(Things on) throws Exception {
        return withExecutor(
            WhenFull.ABORT,
            executor ->
                executor
                    .invokeAll(List.of(() -> on.channel.receiver().receive()), 5, TimeUnit.MINUTES)
                    .get(0)
                    .get());
      }
    },
    INVOKE_ANY {
      @Override
      Object begin(Things on) throws Exception {
        return withExecutor(
            WhenFull.ABORT,
            executor -> executor.invokeAny(List.of(() -> on.channel.receiver().receive())));
      }
    },
    AWAIT_TERMINATION {
      @Override
      Object begin(Things on) throws Exception {
        return withExecutor(
            WhenFull.ABORT,
            executor -> {
              Future<String> future = executor.submit(() -> on.channel.receiver().receive());
              executor.shutdown();
              return executor.awaitTermination(5, TimeUnit.MINUTES) ? future.resultNow() : "late";
            });
      }
    },
    CLOSE {
      @Override
      Object begin(Things on) throws Exception {
        return withExecutor(
            WhenFull.ABORT,
            executor -> {
              Future<String> future = executor.submit(() -> on.channel.receiver().receive());
              executor.close();
              return future.resultNow();
            });
      }
    };

    abstract Object begin(Things on) throws Exception;

    private interface Body {
      Object run(BoundedExecutor executor) throws Exception;
    }

    private static Object withExecutor(WhenFull policy, Body body) throws Exception {
      BoundedExecutor executor = BoundedExecutor.builder(1, 0).whenFull(policy).build();
      try {
        return body.run(executor);
      } finally {
        executor.shutdownNow();
      }
    }
  }

  /** What is waited for. */
  private static final class Things {
    final Channel<String> channel = Channel.rendezvous();
    final Promise<String> promise = Promise.promise();

    /** Goes on, turn by turn, until somebody has waited. */
    void end(Context context, CompletableFuture<?> ended) {
      promise.tryComplete("tea");
      channel.sender().trySend("tea");
      channel.receiver().tryReceive();
      if (!ended.isDone()) {
        context.owner().setTimer(1, id -> end(context, ended));
      }
    }
  }

  static Stream<Arguments> all() {
    return Stream.of(Place.values())
        .flatMap(place -> Stream.of(Wait.values()).map(wait -> Arguments.of(place, wait)));
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("pitfalls 22, 23: no wait dead-locks, and the context runs on")
  void noDeadLock(Place place, Wait wait) throws Exception {
    Context context = on.virtualThread();
    Things things = new Things();
    CompletableFuture<Object> outcome = new CompletableFuture<>();

    place.run(on, context, completing(outcome, () -> wait.begin(things)));
    context.runOnContext(nothing -> things.end(context, outcome));

    assertThat(outcome.get()).isEqualTo("tea");
    assertThat(OnVertx.get(context, () -> "runs")).isEqualTo("runs");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C5, pitfall 38: on an event loop each wait says who, why and what to do instead")
  void refusedOnAnEventLoop(Wait wait) throws Exception {
    Context loop = on.context(ThreadingModel.EVENT_LOOP);
    CompletableFuture<String> thread = new CompletableFuture<>();

    assertThatThrownBy(() ->
            OnVertx.get(
                loop,
                () -> {
                  thread.complete(Thread.currentThread().getName());
                  return wait.begin(new Things());
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(" may wait, and thread '" + thread.get() + "' must not")
        .hasMessageContaining("it is a Vert.x event loop")
        .hasMessageContaining("VertxBridge.call");
  }

  private static Runnable completing(CompletableFuture<Object> outcome, Callable<?> wait) {
    return () -> {
      try {
        outcome.complete(wait.call());
      } catch (Throwable t) {
        outcome.completeExceptionally(t);
      }
    };
  }
}
