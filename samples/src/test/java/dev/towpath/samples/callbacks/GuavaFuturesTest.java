package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.SettableFuture;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GuavaFuturesTest {
  @Test
  void valueIsReturnedWhenItComes() throws Exception {
    SettableFuture<String> future = SettableFuture.create();
    var waiting = Waiting.start(() -> GuavaFutures.await(future)).untilParked();

    future.set("tea");

    assertThat(waiting.get()).isEqualTo("tea");
  }

  @Test
  void failureIsThrownAsItselfAlsoFromADerivedFuture() {
    var failure = new IllegalStateException("no tea");
    ListenableFuture<String> failed = Futures.immediateFailedFuture(failure);
    ListenableFuture<Integer> derived =
        Futures.transform(failed, String::length, MoreExecutors.directExecutor());

    assertThat(catchThrowable(() -> GuavaFutures.await(failed))).isSameAs(failure);
    assertThat(catchThrowable(() -> GuavaFutures.await(derived))).isSameAs(failure);
  }

  @Test
  void cancelledFutureThrowsCancellation() {
    assertThatThrownBy(() -> GuavaFutures.await(Futures.immediateCancelledFuture()))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void interruptLeavesAnObservedFutureAndCancelsAnOwnedOne() throws Exception {
    SettableFuture<String> observed = SettableFuture.create();
    SettableFuture<String> owned = SettableFuture.create();
    var observing = Waiting.start(() -> GuavaFutures.await(observed)).untilParked();
    var owning = Waiting.start(() -> GuavaFutures.awaitOwned(owned)).untilParked();

    observing.interrupt();
    owning.interrupt();

    assertThatThrownBy(observing::get).isInstanceOf(InterruptedException.class);
    assertThatThrownBy(owning::get).isInstanceOf(InterruptedException.class);
    assertThat(observed.isDone()).isFalse();
    assertThat(owned.isCancelled()).isTrue();
  }

  @Test
  void callGivesOutItsValueAndItsFailure() throws Exception {
    var failure = new IllegalStateException("no tea");

    assertThat(GuavaFutures.call(() -> "tea").get()).isEqualTo("tea");
    assertThatThrownBy(() ->
            GuavaFutures.call(
                    () -> {
                      throw failure;
                    })
                .get())
        .cause()
        .isSameAs(failure);
  }

  @Test
  void cancelInterruptsTheCallable() throws Exception {
    var began = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    ListenableFuture<String> future =
        GuavaFutures.call(() -> {
          began.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
          return "late";
        });
    began.await();

    future.cancel(true);

    interrupted.await();
  }
}
