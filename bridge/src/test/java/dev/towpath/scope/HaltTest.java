package dev.towpath.scope;

import static java.util.concurrent.TimeUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Select;
import dev.towpath.channel.stop.Stop;
import dev.towpath.flow.FlowBridge;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks of an executor that does not interrupt, told to stop, and what tasks leave open. */
@Timeout(20)
class HaltTest {
  private final BoundedExecutor executor =
      BoundedExecutor.builder(2, 2).name("brewers").withoutInterrupt().build();
  private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
  private final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
  private final CompletableFuture<Thread> begun = new CompletableFuture<>();

  @AfterEach
  void close() {
    executor.shutdownNow();
    executor.close();
  }

  /** Submits a task that waits, and returns once it does. */
  private Future<?> waiting(Callable<?> wait) throws Exception {
    Future<?> future =
        executor.submit(() -> {
          begun.complete(Thread.currentThread());
          try {
            wait.call();
            thrown.complete(new AssertionError("went on"));
          } catch (Throwable t) {
            thrown.complete(t);
          }
          interrupted.complete(Thread.currentThread().isInterrupted());
        });
    Started.awaitParked(begun.get());
    return future;
  }

  private void assertToldToStop() throws Exception {
    assertThat(thrown.get())
        .isInstanceOf(CancellationException.class)
        .hasMessageStartingWith("task of 'brewers', cancelled");
    assertThat(interrupted.get()).isFalse();
  }

  @Test
  void aCancelEndsAReceive() throws Exception {
    Future<?> future = waiting(() -> Channel.rendezvous().receiver().receive());

    future.cancel(true);

    assertToldToStop();
  }

  @Test
  void aCancelEndsATimedSelect() throws Exception {
    Future<?> future =
        waiting(() ->
            Select.of(Select.receive(Channel.rendezvous().receiver(), value -> value))
                .await(Duration.ofHours(1)));

    future.cancel(true);

    assertToldToStop();
  }

  @Test
  void aCancelThatMustNotDisturbDoesNot() throws Exception {
    Channel<String> tea = Channel.rendezvous();
    Future<?> future = waiting(() -> tea.receiver().receive());

    future.cancel(false);
    tea.sender().send("tea");

    assertThat(thrown.get()).hasMessage("went on");
  }

  @Test
  void shutdownNowEndsItToo() throws Exception {
    Future<?> future = waiting(() -> Channel.rendezvous().receiver().receive());

    List<Runnable> waited = executor.shutdownNow();

    assertThat(waited).isEmpty();
    assertThat(thrown.get())
        .isInstanceOf(CancellationException.class)
        .hasMessage("task of 'brewers', running was told to stop");
    assertThat(executor.awaitTermination(1, DAYS)).isTrue();
    assertThat(future.state()).isEqualTo(Future.State.SUCCESS);
  }

  @Test
  void aTimedCloseEndsItToo() throws Exception {
    Future<?> unused = waiting(() -> Channel.rendezvous().receiver().receive());

    List<Thread> left = executor.close(Duration.ZERO, Duration.ofDays(1));

    assertThat(left).isEmpty();
    assertThat(thrown.get()).isInstanceOf(CancellationException.class);
  }

  @Test
  void theWaitAfterwardsEndsAsWell() throws Exception {
    CompletableFuture<Throwable> second = new CompletableFuture<>();
    Future<?> future =
        waiting(() -> {
          try {
            return Channel.rendezvous().receiver().receive();
          } finally {
            try {
              Channel.rendezvous().receiver().receive();
            } catch (CancellationException e) {
              second.complete(e);
            }
          }
        });

    future.cancel(true);

    assertThat(second.get()).isInstanceOf(CancellationException.class);
  }

  @Test
  void theScopeInWhichTheTaskStandsIsCancelledWithIt() throws Exception {
    CompletableFuture<Throwable> inside = new CompletableFuture<>();
    Future<?> future =
        waiting(() -> {
          try (Scope scope = Scope.open("inside")) {
            scope.fork(() -> {
              try {
                Channel.rendezvous().receiver().receive();
              } catch (InterruptedException e) {
                inside.complete(e);
              }
            });
            scope.join();
          }
          return null;
        });

    future.cancel(true);

    assertToldToStop();
    assertThat(inside.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aScopeOpenedAfterTheCancelIsCancelledAtOnce() throws Exception {
    CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    Future<?> future =
        waiting(() -> {
          try {
            return Channel.rendezvous().receiver().receive();
          } finally {
            try (Scope scope = Scope.open("late")) {
              cancelled.complete(scope.isCancelled());
            }
          }
        });

    future.cancel(true);

    assertThat(cancelled.get()).isTrue();
  }

  @Test
  void whatExecuteWasGivenEndsQuietly() throws Exception {
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    executor.execute(() -> {
      Thread.currentThread().setUncaughtExceptionHandler((thread, t) -> uncaught.complete(t));
      begun.complete(Thread.currentThread());
      Channel.rendezvous().receiver().forEach(value -> {});
    });
    Started.awaitParked(begun.get());

    executor.shutdownNow();

    assertThat(executor.awaitTermination(1, DAYS)).isTrue();
    begun.get().join();
    assertThat(uncaught).isNotDone();
  }

  @Test
  void theNextTaskWaitsUndisturbed() throws Exception {
    Channel<String> tea = Channel.rendezvous();
    waiting(() -> Channel.rendezvous().receiver().receive()).cancel(true);
    assertToldToStop();

    Future<String> next = executor.submit(() -> tea.receiver().receive());
    tea.sender().send("tea");

    assertThat(next.get()).isEqualTo("tea");
  }

  @Test
  void aScopeThatATaskLeavesOpenIsClosedWithIt() throws Exception {
    CompletableFuture<Scope> left = new CompletableFuture<>();
    Future<Thread> future =
        executor.submit(() -> {
          Scope scope = Scope.open("left open");
          scope.forkBackground(() -> {
            Channel.rendezvous().receiver().receive();
          });
          left.complete(scope);
          return Thread.currentThread();
        });

    Thread thread = future.get();

    assertThat(left.get().isCancelled()).isTrue();
    assertThat(left.get().toString()).startsWith("scope 'left open' (0 running");
    assertThat(Stop.all()).doesNotContainKey(thread);
    assertThat(Snapshot.take().toString()).doesNotContain("left open");
  }

  @Test
  void soItIsByATaskOfAnExecutorThatInterrupts() throws Exception {
    try (BoundedExecutor interrupting = BoundedExecutor.of(1, 1)) {
      Future<Thread> future =
          interrupting.submit(() -> {
            Scope unused = Scope.open("left open");
            return Thread.currentThread();
          });

      assertThat(Stop.all()).doesNotContainKey(future.get());
    }
  }

  @Test
  void soItIsByTheBodyOfABridge() throws Exception {
    Thread thread =
        FlowBridge.await(
            FlowBridge.call(() -> {
              Scope unused = Scope.open("left open");
              return Thread.currentThread();
            }));

    thread.join();

    assertThat(Stop.all()).doesNotContainKey(thread);
  }

  @Test
  void whatACallerRunsLeavesTheScopeOfTheCallerOpen() throws Exception {
    CompletableFuture<Void> go = new CompletableFuture<>();
    try (BoundedExecutor full =
            BoundedExecutor.builder(1, 0).whenFull(BoundedExecutor.WhenFull.CALLER_RUNS).build();
        Scope mine = Scope.open("mine")) {
      full.execute(go::join);

      Scope inner = full.submit(() -> Scope.open("inner")).get();
      go.complete(null);

      assertThat(inner.isCancelled()).isTrue();
      assertThat(mine.isCancelled()).isFalse();
      mine.join();
    }
  }
}
