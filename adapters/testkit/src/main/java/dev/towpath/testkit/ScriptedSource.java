package dev.towpath.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A publisher that does what the test says, right or wrong, on the thread that says it, and
 * remembers what was asked of it. It checks nothing and obeys no demand unless its script does.
 *
 * <p>Its subscription is not thread-safe, as §2.7 allows: two calls at once are remembered as an
 * overlap.
 *
 * @param <T> the type of the values
 */
public final class ScriptedSource<T> implements Flow.Publisher<T> {
  private final boolean late;
  private final AtomicInteger subscriptions = new AtomicInteger();
  private final List<Long> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong requested = new AtomicLong();
  private final AtomicLong emitted = new AtomicLong();
  private final AtomicInteger cancels = new AtomicInteger();
  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private volatile @Nullable Thread caller;
  private volatile Flow.@Nullable Subscriber<? super T> subscriber;
  private volatile Consumer<ScriptedSource<T>> whenSubscribed = source -> {};
  private volatile LongConsumer whenRequested = count -> {};
  private volatile Runnable whenCancelled = () -> {};

  private ScriptedSource(boolean late) {
    this.late = late;
  }

  /**
   * A source that calls {@code onSubscribe} at once and then only does what it is told.
   *
   * @param <T> the type of the values
   */
  public static <T> ScriptedSource<T> create() {
    return new ScriptedSource<>(false);
  }

  /**
   * A source that is slow to subscribe: it calls {@code onSubscribe} when told to {@link #arrive}.
   *
   * @param <T> the type of the values
   */
  public static <T> ScriptedSource<T> late() {
    return new ScriptedSource<>(true);
  }

  /**
   * A source that emits the values on request, inside the request, then completes or fails.
   *
   * @param failure null to complete
   * @param values the values
   * @param <T> the type of the values
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public static <T> ScriptedSource<T> of(@Nullable Throwable failure, T... values) {
    ScriptedSource<T> source = create();
    List<T> all = List.of(values);
    Runnable end =
        () -> {
          if (failure == null) {
            source.complete();
          } else {
            source.fail(failure);
          }
        };
    return all.isEmpty()
        ? source.whenSubscribed(self -> end.run())
        : source.whenRequested(new Emission<>(source, all, end));
  }

  /** A source of 0, 1, 2 ... without end: as many as requested, inside the request. */
  public static ScriptedSource<Integer> endless() {
    ScriptedSource<Integer> source = create();
    AtomicInteger next = new AtomicInteger();
    return source.whenRequested(count -> {
      for (long i = 0; i < count && source.cancels() == 0; i++) {
        source.emit(next.getAndIncrement());
      }
    });
  }

  /**
   * Sets what happens inside {@code subscribe}, after {@code onSubscribe} if that is not late.
   *
   * @param action told the source; what it throws leaves {@code subscribe}
   */
  public ScriptedSource<T> whenSubscribed(Consumer<ScriptedSource<T>> action) {
    whenSubscribed = action;
    return this;
  }

  /**
   * Sets what happens inside {@code request}.
   *
   * @param action told how many; what it throws leaves {@code request}
   */
  public ScriptedSource<T> whenRequested(LongConsumer action) {
    whenRequested = action;
    return this;
  }

  /**
   * Sets what happens inside {@code cancel}.
   *
   * @param action what it throws leaves {@code cancel}
   */
  public ScriptedSource<T> whenCancelled(Runnable action) {
    whenCancelled = action;
    return this;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    subscriptions.incrementAndGet();
    this.subscriber = subscriber;
    if (!late) {
      arrive();
    }
    whenSubscribed.accept(this);
  }

  /** Calls {@code onSubscribe}; called again, it subscribes twice, with the same subscription. */
  public void arrive() {
    arrive(new Calls());
  }

  /**
   * Calls {@code onSubscribe} with a subscription of the test's own.
   *
   * @param subscription null to break §2.13
   */
  @SuppressWarnings("NullAway") // null is one of the things to be hostile with
  public void arrive(Flow.@Nullable Subscription subscription) {
    subscriber().onSubscribe(subscription);
  }

  /**
   * Emits the values, asked for or not.
   *
   * @param values may hold null, which breaks §2.13
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  public final void emit(T... values) {
    for (T value : values) {
      emitted.incrementAndGet();
      subscriber().onNext(value);
    }
  }

  /** Emits null, which breaks §2.13. */
  @SuppressWarnings("NullAway") // on purpose
  public void emitNull() {
    subscriber().onNext(null);
  }

  /** Completes, as often as it is called. */
  public void complete() {
    subscriber().onComplete();
  }

  /**
   * Fails, as often as it is called.
   *
   * @param failure null to break §2.13
   */
  @SuppressWarnings("NullAway") // on purpose
  public void fail(@Nullable Throwable failure) {
    subscriber().onError(failure);
  }

  /** Whether somebody has subscribed. */
  public boolean isSubscribed() {
    return subscriber != null;
  }

  /** How often {@code subscribe} was called. */
  public int subscriptions() {
    return subscriptions.get();
  }

  /** What was requested, call by call. */
  public List<Long> requests() {
    return requests;
  }

  /** How many values were requested in all. */
  public long requested() {
    return requested.get();
  }

  /** How many values were requested and not emitted yet. */
  public long outstanding() {
    return requested.get() - emitted.get();
  }

  /** How often {@code cancel} was called. */
  public int cancels() {
    return cancels.get();
  }

  /** How often {@code request} or {@code cancel} was called while another thread was inside. */
  public int overlaps() {
    return overlaps.get();
  }

  private Flow.Subscriber<? super T> subscriber() {
    Flow.Subscriber<? super T> to = subscriber;
    if (to == null) {
      throw new IllegalStateException("the script needs a subscriber: none has come");
    }
    return to;
  }

  private void serially(Runnable call) {
    Thread me = Thread.currentThread();
    if (callers.getAndIncrement() == 0) {
      caller = me;
    } else if (!me.equals(caller)) {
      overlaps.incrementAndGet();
    }
    try {
      call.run();
    } finally {
      callers.decrementAndGet();
    }
  }

  private final class Calls implements Flow.Subscription {
    @Override
    public void request(long count) {
      requests.add(count);
      requested.addAndGet(count);
      serially(() -> whenRequested.accept(count));
    }

    @Override
    public void cancel() {
      cancels.incrementAndGet();
      serially(whenCancelled);
    }
  }

  /** Emits a list as it is requested, without recursion, then ends. */
  private static final class Emission<T> implements LongConsumer {
    private final ScriptedSource<T> source;
    private final List<T> values;
    private final Runnable end;
    private final AtomicLong demand = new AtomicLong();
    private int next; // guarded by demand: who raises it from 0 emits

    Emission(ScriptedSource<T> source, List<T> values, Runnable end) {
      this.source = source;
      this.values = values;
      this.end = end;
    }

    @Override
    public void accept(long count) {
      if (demand.getAndAdd(count) != 0) {
        return;
      }
      long left = count;
      while (left > 0) {
        for (long i = 0; i < left && next < values.size() && source.cancels() == 0; i++) {
          source.emit(values.get(next++));
          if (next == values.size()) {
            end.run();
          }
        }
        left = demand.addAndGet(-left);
      }
    }
  }
}
