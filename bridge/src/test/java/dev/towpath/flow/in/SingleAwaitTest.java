package dev.towpath.flow.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.flow.FlowBridge;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Signals on the waiting thread, on others, and on both. */
@Timeout(60)
class SingleAwaitTest {
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger cancels = new AtomicInteger();
  private final List<String> undelivered = new CopyOnWriteArrayList<>();
  private final List<Throwable> late = new CopyOnWriteArrayList<>();
  private final BridgeOptions<String> options =
      BridgeOptions.<String>defaults().onUndelivered(undelivered::add).onLateError(late::add);
  private final Flow.Subscription subscription =
      new Flow.Subscription() {
        @Override
        public void request(long count) {
          requested.addAndGet(count);
        }

        @Override
        public void cancel() {
          cancels.incrementAndGet();
        }
      };

  /** Emits signal after signal before subscribe returns, each on the waiting thread or another. */
  private record Split(int elsewhere, List<Consumer<Flow.Subscriber<? super String>>> signals)
      implements Flow.Publisher<String> {
    @Override
    public void subscribe(Flow.Subscriber<? super String> subscriber) {
      for (int i = 0; i < signals.size(); i++) {
        Consumer<Flow.Subscriber<? super String>> signal = signals.get(i);
        if ((elsewhere & 1 << i) == 0) {
          signal.accept(subscriber);
        } else {
          onAnotherThread(() -> signal.accept(subscriber));
        }
      }
    }
  }

  private static void onAnotherThread(Runnable body) {
    Thread other = Thread.ofPlatform().start(body);
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Bit i: signal i comes on another thread. */
  static IntStream splits() {
    return IntStream.range(0, 16);
  }

  private Flow.Publisher<String> source(
      int elsewhere, List<Consumer<Flow.Subscriber<? super String>>> signals) {
    List<Consumer<Flow.Subscriber<? super String>>> all = new ArrayList<>();
    all.add(to -> to.onSubscribe(subscription));
    all.addAll(signals);
    return new Split(elsewhere, all);
  }

  @ParameterizedTest
  @MethodSource("splits")
  void valueComesWithItsCompletionWhereverTheyAreTold(int elsewhere) throws Exception {
    var source = source(elsewhere, List.of(to -> to.onNext("tea"), to -> to.onComplete()));

    assertThat(FlowBridge.await(source, options)).isEqualTo("tea");

    assertThat(requested).hasValue(2);
    assertThat(cancels).hasValue(0);
    assertThat(undelivered).isEmpty();
    assertThat(late).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("splits")
  void failureAfterTheValueCountsAndTheValueIsUndelivered(int elsewhere) {
    RuntimeException failure = new IllegalStateException("spilled");
    var source = source(elsewhere, List.of(to -> to.onNext("tea"), to -> to.onError(failure)));

    assertThatThrownBy(() -> FlowBridge.await(source, options)).isSameAs(failure);

    assertThat(undelivered).containsExactly("tea");
    assertThat(cancels).hasValue(0);
    assertThat(late).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("splits")
  void secondValueCancelsAndBothAreUndelivered(int elsewhere) {
    var source =
        source(
            elsewhere,
            List.of(to -> to.onNext("tea"), to -> to.onNext("milk"), to -> to.onComplete()));

    assertThatThrownBy(() -> FlowBridge.await(source, options))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("got a second: milk");

    assertThat(undelivered).containsExactly("tea", "milk");
    assertThat(cancels).hasValue(1);
  }

  @ParameterizedTest
  @MethodSource("splits")
  void whatComesAfterTheEndIsLate(int elsewhere) throws Exception {
    RuntimeException failure = new IllegalStateException("spilled");
    var source =
        source(
            elsewhere,
            List.of(to -> to.onComplete(), to -> to.onNext("tea"), to -> to.onError(failure)));

    assertThat(FlowBridge.await(source, options)).isNull();

    assertThat(undelivered).containsExactly("tea");
    assertThat(late).containsExactly(failure);
  }

  @ParameterizedTest
  @MethodSource("splits")
  void secondSubscriptionIsCancelledAndTheFirstStays(int elsewhere) throws Exception {
    AtomicInteger secondCancels = new AtomicInteger();
    Flow.Subscription second =
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            throw new AssertionError("asked");
          }

          @Override
          public void cancel() {
            secondCancels.incrementAndGet();
          }
        };
    var source =
        source(
            elsewhere,
            List.of(to -> to.onSubscribe(second), to -> to.onNext("tea"), to -> to.onComplete()));

    assertThat(FlowBridge.await(source, options)).isEqualTo("tea");

    assertThat(secondCancels).hasValue(1);
    assertThat(cancels).hasValue(0);
  }

  @Test
  void afterTheEndOfTheWaitEverythingIsLate() throws Exception {
    RuntimeException failure = new IllegalStateException("spilled");
    List<Flow.Subscriber<? super String>> kept = new ArrayList<>();
    Flow.Publisher<String> source =
        to -> {
          kept.add(to);
          to.onSubscribe(subscription);
          to.onComplete();
        };
    FlowBridge.await(source, options);

    kept.getFirst().onNext("tea");
    kept.getFirst().onError(failure);
    kept.getFirst().onComplete();

    assertThat(undelivered).containsExactly("tea");
    assertThat(late).containsExactly(failure);
  }

  @Test
  void valuesThatRaceOnTwoThreadsAreReceivedOrUndelivered() throws Exception {
    int rounds = 3_000;
    int received = 0;
    for (int round = 0; round < rounds; round++) {
      Race race = new Race();
      try {
        received += FlowBridge.await(race, options) == null ? 0 : 1;
      } catch (IllegalStateException second) {
        assertThat(second).hasMessageContaining("second");
      }
      race.other.join();
    }

    assertThat(received + undelivered.size()).isEqualTo(2 * rounds);
  }

  /** Breaks §1.3: the waiting thread and another emit at once. */
  private final class Race implements Flow.Publisher<String> {
    private final CyclicBarrier start = new CyclicBarrier(2);
    private Thread other = Thread.currentThread();

    @Override
    public void subscribe(Flow.Subscriber<? super String> to) {
      to.onSubscribe(subscription);
      other = Thread.startVirtualThread(() -> emit(to));
      emit(to);
    }

    private void emit(Flow.Subscriber<? super String> to) {
      try {
        start.await();
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      to.onNext("tea");
      to.onComplete();
    }
  }
}
