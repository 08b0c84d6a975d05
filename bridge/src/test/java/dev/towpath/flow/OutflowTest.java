package dev.towpath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ChannelClosedException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class OutflowTest {
  /** Asks for a number in onSubscribe; completes with the failure, or null at the end. */
  private static final class Subscriber implements Flow.Subscriber<Object> {
    private final CompletableFuture<Throwable> over = new CompletableFuture<>();
    private final List<Object> values = new CopyOnWriteArrayList<>();
    private final long first;
    private Flow.Subscription subscription;

    Subscriber(long first) {
      this.first = first;
    }

    @Override
    public void onSubscribe(Flow.Subscription arrived) {
      subscription = arrived;
      if (first > 0) {
        arrived.request(first);
      }
    }

    @Override
    public void onNext(Object value) {
      values.add(value);
    }

    @Override
    public void onError(Throwable failure) {
      over.complete(failure);
    }

    @Override
    public void onComplete() {
      over.complete(null);
    }
  }

  @Test
  void virtualMachineErrorReachesTheSubscriberAndTheThreadsHandler() {
    InternalError error = new InternalError("simulated");
    CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.complete(thrown));
    try {
      Subscriber subscriber = new Subscriber(1);

      FlowBridge.publish(
              out -> {
                throw error;
              })
          .subscribe(subscriber);

      assertThat(subscriber.over.join()).isSameAs(error);
      assertThat(uncaught.join()).isSameAs(error);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void otherErrorsDoNotReachTheThreadsHandler() {
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    CompletableFuture<Thread> body = new CompletableFuture<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> uncaught.add(thrown));
    try {
      Subscriber subscriber = new Subscriber(1);

      FlowBridge.publish(
              out -> {
                body.complete(Thread.currentThread());
                throw new AssertionError("simulated");
              })
          .subscribe(subscriber);

      assertThat(subscriber.over.join()).hasMessage("simulated");
      join(body.join());
      assertThat(uncaught).isEmpty();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void requestThatIsNotPositiveIsNamed() {
    Subscriber subscriber = new Subscriber(0);
    FlowBridge.publish(out -> out.send("a")).subscribe(subscriber);

    subscriber.subscription.request(-3);

    assertThat(subscriber.over.join())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("§3.9: request is not positive: -3");
  }

  @Test
  void sendAfterTheCancelNamesTheBridge() {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CountDownLatch started = new CountDownLatch(1);
    Subscriber subscriber = new Subscriber(0);
    FlowBridge.publish(
            out -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException expected) {
                try {
                  out.send("a");
                } catch (ChannelClosedException e) {
                  thrown.complete(e);
                }
              }
            },
            BridgeOptions.defaults().name("prices"))
        .subscribe(subscriber);
    awaitQuietly(started);

    subscriber.subscription.cancel();

    assertThat(thrown.join()).hasMessage("send on a closed channel: 'prices'");
  }

  @Test
  void whatAStoppedBodyThrowsBecauseOfThatIsNoLateError() {
    List<Exception> echoes =
        List.of(
            new InterruptedException(),
            new InterruptedIOException(),
            new ClosedByInterruptException(),
            new BridgeException(new InterruptedException()));
    for (Exception echo : echoes) {
      assertThat(lateErrorsAfterCancelOfABodyThatThrows(echo)).isEmpty();
    }
    IllegalStateException own = new IllegalStateException("cleaning up");
    assertThat(lateErrorsAfterCancelOfABodyThatThrows(own)).containsExactly(own);
  }

  private static List<Throwable> lateErrorsAfterCancelOfABodyThatThrows(Exception thrown) {
    List<Throwable> late = new CopyOnWriteArrayList<>();
    CompletableFuture<Thread> body = new CompletableFuture<>();
    Subscriber subscriber = new Subscriber(0);
    FlowBridge.publish(
            out -> {
              body.complete(Thread.currentThread());
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException expected) {
                throw thrown;
              }
            },
            BridgeOptions.defaults().onLateError(late::add))
        .subscribe(subscriber);
    body.join();
    subscriber.subscription.cancel();
    join(body.join());
    return late;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError("the test was given up", e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("the test was given up", e);
    }
  }
}
