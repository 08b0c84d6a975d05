package dev.towpath.scope;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link ExecutorContractTest}: many tasks at once. */
@Timeout(60)
@ParameterizedClass
@EnumSource
class ExecutorInvokeContractTest {
  private final Shape shape;
  private final ExecutorService executor;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final IOException boom = new IOException("boom");

  ExecutorInvokeContractTest(Shape shape) {
    this.shape = shape;
    this.executor = shape.make();
  }

  @AfterEach
  void endAll() {
    executor.shutdownNow();
    executor.close();
  }

  @Test
  void invokeAllReturnsTheFuturesInOrderAllDone() throws Exception {
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      int number = i;
      tasks.add(() -> number);
    }

    List<Future<Integer>> futures = executor.invokeAll(tasks);
    List<Future<Integer>> timed = executor.invokeAll(tasks, Long.MAX_VALUE, DAYS);

    assertThat(futures).hasSize(100).allMatch(Future::isDone);
    for (int i = 0; i < 100; i++) {
      assertThat(futures.get(i).get()).isEqualTo(i);
      assertThat(timed.get(i).get()).isEqualTo(i);
    }
  }

  @Test
  void invokeAllLeavesFailuresInTheFutures() throws Exception {
    List<Future<String>> futures = executor.invokeAll(List.of(this::failing, () -> "tea"));

    assertThatThrownBy(futures.get(0)::get).hasCause(boom);
    assertThat(futures.get(1).get()).isEqualTo("tea");
  }

  @Test
  void invokeAllOfNoneReturnsNone() throws Exception {
    assertThat(executor.invokeAll(List.<Callable<String>>of())).isEmpty();
    assertThat(executor.invokeAll(List.<Callable<String>>of(), 0, DAYS)).isEmpty();
  }

  @Test
  void invokeAllRefusesNull() {
    List<Callable<String>> withNull = Arrays.asList(() -> "tea", null);

    assertThatThrownBy(() -> executor.invokeAll(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.invokeAll(withNull)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.invokeAll(withNull, 1, DAYS))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.invokeAll(List.of(() -> 1), 1, null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void anInterruptedInvokeAllCancelsWhatIsNotDone() throws Exception {
    var invoking = Started.start(() -> executor.invokeAll(List.of(this::untilInterrupted)));
    begun.await();
    invoking.awaitParked();

    invoking.interrupt();

    assertThatThrownBy(invoking::get).isInstanceOf(InterruptedException.class);
    assertThat(ended.get()).isEqualTo("interrupted");
  }

  @Test
  void invokeAllThatIsOutOfTimeCancelsWhatIsNotDone() throws Exception {
    List<Future<String>> futures =
        executor.invokeAll(
            List.of(this::untilInterrupted, this::untilInterrupted), 1, MILLISECONDS);
    List<Future<String>> none = executor.invokeAll(List.of(this::untilInterrupted), -1, DAYS);

    assertThat(futures).hasSize(2).allMatch(Future::isCancelled);
    assertThat(none).hasSize(1).allMatch(Future::isCancelled);
  }

  @Test
  void invokeAnyReturnsAResultAndCancelsTheOthers() throws Exception {
    List<Callable<String>> tasks =
        List.of(
            () -> {
              begun.await();
              return "tea";
            },
            this::untilInterrupted);
    assumeTrue(shape.running >= tasks.size());

    String result = executor.invokeAny(tasks);

    assertThat(result).isEqualTo("tea");
    assertThat(ended.get()).isEqualTo("interrupted");
  }

  @Test
  void invokeAnyIgnoresFailuresWhenThereIsAResult() throws Exception {
    List<Callable<String>> tasks =
        List.of(this::failing, this::failing, () -> "tea", this::failing);

    assertThat(executor.invokeAny(tasks)).isEqualTo("tea");
    assertThat(executor.invokeAny(tasks, Long.MAX_VALUE, DAYS)).isEqualTo("tea");
  }

  @Test
  void invokeAnyMayReturnNull() throws Exception {
    assertThat(executor.<Object>invokeAny(List.of(() -> null))).isNull();
  }

  @Test
  void invokeAnyThrowsAFailureWhenThereIsNothingElse() {
    List<Callable<String>> tasks = List.of(this::failing, this::failing);

    assertThatThrownBy(() -> executor.invokeAny(tasks))
        .isExactlyInstanceOf(ExecutionException.class)
        .cause()
        .isSameAs(boom)
        .hasNoSuppressedExceptions();
    assertThatThrownBy(() -> executor.invokeAny(tasks, 1, DAYS)).hasCause(boom);
  }

  @Test
  void invokeAnyRefusesNoneAndNull() {
    List<Callable<String>> withNull = Arrays.asList(this::untilInterrupted, null);

    assertThatThrownBy(() -> executor.invokeAny(List.<Callable<String>>of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> executor.invokeAny(null)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.invokeAny(withNull)).isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> executor.invokeAny(List.of(() -> 1), 1, null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void invokeAnyThatIsOutOfTimeCancelsAll() throws Exception {
    assertThatThrownBy(() -> executor.invokeAny(List.of(this::untilInterrupted), 20, MILLISECONDS))
        .isInstanceOf(TimeoutException.class);

    if (begun.getCount() == 0) { // else it never began
      assertThat(ended.get()).isEqualTo("interrupted");
    }
    assertThatThrownBy(() -> executor.invokeAny(List.of(this::untilInterrupted), -1, NANOSECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void anInterruptedInvokeAnyCancelsAll() throws Exception {
    var invoking = Started.start(() -> executor.invokeAny(List.of(this::untilInterrupted)));
    begun.await();
    invoking.awaitParked();

    invoking.interrupt();

    assertThatThrownBy(invoking::get).isInstanceOf(InterruptedException.class);
    assertThat(ended.get()).isEqualTo("interrupted");
  }

  private String failing() throws IOException {
    throw boom;
  }

  private String untilInterrupted() throws InterruptedException {
    ExecutorContractTest.untilInterrupted(begun, ended);
    return "not interrupted";
  }
}
