package dev.towpath.flow;

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
 * The subscriber behind {@code await}. A source that has its value there tells everything on the
 * waiting thread, before {@code subscribe} returns; that needs no synchronization, and is all this
 * class does itself. The rest is {@link LaterAwait}'s.
 *
 * <p>{@code later} is set once. While it is null and {@code subscribing}, the waiting thread keeps
 * what it is told in {@code subscription}, {@code value}, {@code failure} and {@code over}; it
 * calls the subscription itself, and nobody else does, since only its own wait could be cancelled.
 * A signal on any other thread makes a {@link LaterAwait}, which takes over what there is: signals
 * are serial (§1.3), so the other thread sees that. Once all was told, {@code OVER} takes that
 * place instead, and what still comes is late. From a source whose signals race, the waiting thread
 * finds a {@link LaterAwait} that lacks some of what it was told, and repeats it there.
 */
final class SingleAwait<T> implements Flow.Subscriber<T> {
  static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  /** One value, and the second that a source which keeps its word never sends. */
  static final int DEMAND = 2;

  private static final Object OVER = new Object();
  private static final VarHandle LATER;

  static {
    try {
      LATER = MethodHandles.lookup().findVarHandle(SingleAwait.class, "later", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Flow.Publisher<? extends T> source;
  private final BridgeOptions<T> options;
  private final Thread waiter = Thread.currentThread();
  private boolean subscribing = true; // the waiter's alone
  private Flow.@Nullable Subscription subscription;
  private @Nullable T value;
  private @Nullable Throwable failure;
  private boolean over;
  private volatile @Nullable Object later;

  private SingleAwait(Flow.Publisher<? extends T> source, BridgeOptions<T> options) {
    this.source = source;
    this.options = options;
  }

  static <T> @Nullable T await(
      Flow.Publisher<? extends T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    BlockingGuard.check("await");
    if (Thread.interrupted()) {
      throw new InterruptedException(); // before anything was started
    }
    return new SingleAwait<>(source, options).await(limit);
  }

  private @Nullable T await(Duration limit) throws InterruptedException, TimeoutException {
    try {
      source.subscribe(this);
    } catch (Throwable t) { // §1.9: it may not, but if it does the waiter must know
      breach(t);
    }
    subscribing = false;
    LaterAwait<T> wait = later();
    if (wait == null) {
      return outcome();
    }
    repeatTo(wait);
    return wait.await(source, limit);
  }

  private @Nullable T outcome() {
    if (failure != null) {
      throw BridgeException.unchecked(failure);
    }
    return value;
  }

  private void repeatTo(LaterAwait<T> wait) {
    if (subscription != null) {
      wait.takeOver(subscription);
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
    return subscription == null ? new LaterAwait<>(options) : new LaterAwait<>(options, value);
  }

  private boolean isToldDirectly() {
    return waiter.equals(Thread.currentThread()) && subscribing && later == null;
  }

  @Override
  public void onSubscribe(Flow.Subscription arrived) {
    Objects.requireNonNull(arrived, "§2.13: onSubscribe(null)");
    if (subscription != null) { // §2.5
      arrived.cancel();
    } else if (isToldDirectly()) {
      subscribed(arrived);
    } else {
      LaterAwait<T> wait = later();
      if (wait == null) {
        arrived.cancel();
      } else {
        wait.onSubscribe(arrived);
      }
    }
  }

  private void subscribed(Flow.Subscription arrived) {
    if (over) {
      arrived.cancel();
      return;
    }
    subscription = arrived;
    try {
      arrived.request(DEMAND);
    } catch (Throwable t) { // §3.16 forbids it
      breach(t);
    }
  }

  @Override
  public void onNext(T next) {
    if (!isToldDirectly()) {
      LaterAwait<T> wait = later();
      if (wait == null) {
        options.undelivered(Objects.requireNonNull(next, "§2.13: onNext(null)"));
      } else {
        wait.onNext(next);
      }
    } else if (next == null) {
      throw breachByNull("§2.13: onNext(null)");
    } else if (over || subscription == null) { // §2.8, §1.9
      options.undelivered(next);
    } else if (value != null) {
      breach(second(next));
      options.undelivered(next);
    } else {
      value = next;
    }
  }

  static IllegalStateException second(Object value) {
    return new IllegalStateException("await takes one value at most, got a second: " + value);
  }

  @Override
  public void onError(Throwable reason) {
    if (!isToldDirectly()) {
      LaterAwait<T> wait = later();
      if (wait == null) {
        options.lateError(Objects.requireNonNull(reason, "§2.13: onError(null)"));
      } else {
        wait.onError(reason);
      }
    } else if (reason == null) {
      throw breachByNull("§2.13: onError(null)");
    } else if (over) {
      options.lateError(reason);
    } else {
      fail(reason);
    }
  }

  @Override
  public void onComplete() {
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
      options.lateError(reason);
    } else {
      fail(reason);
      cancel();
    }
  }

  private void fail(Throwable reason) {
    over = true;
    failure = reason;
    if (value != null) {
      options.undelivered(value);
      value = null;
    }
  }

  private void cancel() {
    if (subscription != null) {
      try {
        subscription.cancel();
      } catch (Throwable t) { // §3.15 forbids it
        options.lateError(t);
      }
    }
  }
}
