package dev.towpath.flow.in;

import dev.towpath.channel.BlockingGuard;
import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The wait behind {@code await}. A subclass is the library's own subscriber, tells here what it
 * hears, and is made for one wait on the thread that waits.
 *
 * <p>A source that has its value there tells everything on the waiting thread, before {@code
 * subscribe} returns; that needs no synchronization and no options, and is all this class does
 * itself. The rest is {@link LaterAwait}'s.
 *
 * <p>{@code later} is set once. While it is null and {@code subscribing}, the waiting thread keeps
 * what it is told in {@code subscription}, {@code value}, {@code failure} and {@code over}; it
 * calls the subscription itself, and nobody else does, since only its own wait could be cancelled.
 * A signal on any other thread makes a {@link LaterAwait}, which takes over what there is: signals
 * are serial (§1.3), so the other thread sees that. Once all was told, {@code OVER} takes that
 * place instead, and what still comes is late. From a source whose signals race, the waiting thread
 * finds a {@link LaterAwait} that lacks some of what it was told, and repeats it there.
 *
 * @param <S> what the library gives to ask and to cancel by
 * @param <T> the type of the value
 */
public abstract class SingleAwait<S, T> {
  /** One value, and the second that a source which keeps its word never sends. */
  static final int DEMAND = 2;

  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);
  private static final Object OVER = new Object();
  private static final VarHandle LATER;

  static {
    try {
      LATER = MethodHandles.lookup().findVarHandle(SingleAwait.class, "later", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Thread waiter = Thread.currentThread();
  private boolean subscribing; // the waiter's alone
  private @Nullable S subscription;
  private @Nullable T value;
  private @Nullable Throwable failure;
  private boolean over;
  private volatile @Nullable Object later;

  /** On the thread that will wait. */
  protected SingleAwait() {}

  /** Subscribes to the source, with this. */
  protected abstract void subscribe();

  /** Asks for values, as often as the library wants to be asked. */
  protected abstract void request(S subscription, long count);

  /** Stops the source. */
  protected abstract void cancel(S subscription);

  /** Returns what is named in messages as the source. */
  protected abstract Object source();

  /**
   * Returns name and hooks, with the context captured from the waiting thread. Asked only when
   * something is late, perhaps several times and on any thread.
   */
  protected abstract BridgeOptions<T> options();

  /**
   * Subscribes and waits.
   *
   * @return the value, or null if there is none
   * @throws InterruptedException if interrupted before or while waiting; the source was cancelled,
   *     or not subscribed to at all
   * @throws IllegalStateException if the thread must not wait; then the source was not subscribed
   *     to
   */
  public final @Nullable T await() throws InterruptedException {
    try {
      return await(FOREVER);
    } catch (TimeoutException e) {
      throw new AssertionError("292 years have passed", e);
    }
  }

  /**
   * As {@link #await()}, for a limited time.
   *
   * @param limit zero or less takes what the source gives while it is subscribed to
   * @return the value, or null if there is none
   * @throws InterruptedException as above
   * @throws TimeoutException if the time was up first; the source was cancelled
   */
  public final @Nullable T await(Duration limit) throws InterruptedException, TimeoutException {
    Objects.requireNonNull(limit, "time limit is null");
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException(); // before anything was started
    }
    subscribing = true;
    try {
      subscribe();
    } catch (Throwable t) { // §1.9: it may not, but if it does the waiter must know
      breach(t);
    }
    subscribing = false;
    LaterAwait<T> wait = later();
    if (wait == null) {
      return outcome();
    }
    repeatTo(wait);
    return wait.await(this::source, limit);
  }

  private @Nullable T outcome() {
    if (failure != null) {
      throw BridgeException.unchecked(failure);
    }
    return value;
  }

  private void repeatTo(LaterAwait<T> wait) {
    if (subscription != null) {
      wait.takeOver(new Handle(subscription));
    }
    if (value != null && !wait.hasTakenOverValue()) {
      wait.onNext(value);
    }
    if (failure != null) {
      wait.onError(failure);
    } else if (over) {
      wait.onComplete();
    }
  }

  /** Returns what gets the signals from now on, or null if they are late. */
  @SuppressWarnings("unchecked") // made here only
  private @Nullable LaterAwait<T> later() {
    if (later == null) {
      LATER.compareAndSet(this, null, over ? OVER : beginLater());
    }
    return later instanceof LaterAwait<?> wait ? (LaterAwait<T>) wait : null;
  }

  private LaterAwait<T> beginLater() {
    return subscription == null ? new LaterAwait<>(options()) : new LaterAwait<>(options(), value);
  }

  private boolean isToldDirectly() {
    return subscribing && waiter.equals(Thread.currentThread()) && later == null;
  }

  /** The source has taken notice of this subscriber. */
  protected final void hearSubscription(S arrived) {
    Objects.requireNonNull(arrived, "§2.13: onSubscribe(null)");
    if (isToldDirectly()) {
      subscribed(arrived);
    } else if (subscription != null) { // §2.5
      cancel(arrived);
    } else {
      LaterAwait<T> wait = later();
      if (wait == null) {
        cancel(arrived);
      } else {
        wait.onSubscribe(new Handle(arrived));
      }
    }
  }

  private void subscribed(S arrived) {
    if (over || subscription != null) { // §2.5
      cancel(arrived);
      return;
    }
    subscription = arrived;
    try {
      request(arrived, DEMAND);
    } catch (Throwable t) { // §3.16 forbids it
      breach(t);
    }
  }

  /** The source has told a value, and will still tell its end. */
  protected final void hearValue(T next) {
    if (!isToldDirectly()) {
      LaterAwait<T> wait = later();
      if (wait == null) {
        options().undelivered(Objects.requireNonNull(next, "§2.13: onNext(null)"));
      } else {
        wait.onNext(next);
      }
    } else if (next == null) {
      throw breachByNull("§2.13: onNext(null)");
    } else if (over || subscription == null) { // §2.8, §1.9
      options().undelivered(next);
    } else if (value != null) {
      breach(second(next));
      options().undelivered(next);
    } else {
      value = next;
    }
  }

  /** The source has told a value that is its end, too. */
  protected final void hearOutcome(T only) {
    if (isToldDirectly()) {
      hearValue(only);
      over = true;
      return;
    }
    LaterAwait<T> wait = later();
    if (wait == null) {
      options().undelivered(Objects.requireNonNull(only, "§2.13: onSuccess(null)"));
    } else {
      wait.onOutcome(only);
    }
  }

  static IllegalStateException second(Object value) {
    return new IllegalStateException("await takes one value at most, got a second: " + value);
  }

  /** The source has told a failure. */
  protected final void hearFailure(Throwable reason) {
    if (!isToldDirectly()) {
      LaterAwait<T> wait = later();
      if (wait == null) {
        options().lateError(Objects.requireNonNull(reason, "§2.13: onError(null)"));
      } else {
        wait.onError(reason);
      }
    } else if (reason == null) {
      throw breachByNull("§2.13: onError(null)");
    } else if (over) {
      options().lateError(reason);
    } else {
      fail(reason);
    }
  }

  /** The source has told its end. */
  protected final void hearEnd() {
    if (isToldDirectly()) {
      over = true;
    } else {
      LaterAwait<T> wait = later();
      if (wait != null) {
        wait.onComplete();
      }
    }
  }

  private NullPointerException breachByNull(String rule) {
    NullPointerException breach = new NullPointerException(rule);
    breach(breach);
    return breach;
  }

  /** The source broke a rule, on the waiter's thread while it is subscribed to. */
  private void breach(Throwable reason) {
    LaterAwait<T> wait = isToldDirectly() ? null : later();
    if (wait != null) {
      wait.breach(reason);
    } else if (over) {
      options().lateError(reason);
    } else {
      fail(reason);
      cancel();
    }
  }

  private void fail(Throwable reason) {
    over = true;
    failure = reason;
    if (value != null) {
      options().undelivered(value);
      value = null;
    }
  }

  private void cancel() {
    if (subscription != null) {
      try {
        cancel(subscription);
      } catch (Throwable t) { // §3.15 forbids it
        options().lateError(t);
      }
    }
  }

  /** The subscription, as others than the waiter use it. */
  private final class Handle implements Flow.Subscription {
    private final S handled;

    Handle(S handled) {
      this.handled = handled;
    }

    @Override
    public void request(long count) {
      SingleAwait.this.request(handled, count);
    }

    @Override
    public void cancel() {
      SingleAwait.this.cancel(handled);
    }
  }
}
