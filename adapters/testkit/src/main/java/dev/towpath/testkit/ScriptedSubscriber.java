package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber that does what the test says inside each signal, right or wrong, and remembers what
 * it heard. It requests nothing unless told.
 *
 * @param <T> the type of the values
 */
public final class ScriptedSubscriber<T> implements Flow.Subscriber<T> {
  private final List<T> values = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger received = new AtomicInteger();
  private final AtomicInteger completions = new AtomicInteger();
  private final AtomicInteger callers = new AtomicInteger();
  private final AtomicInteger overlaps = new AtomicInteger();
  private volatile boolean remembersValues = true;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile Consumer<Flow.Subscription> whenSubscribed = arrived -> {};
  private volatile Consumer<? super T> whenNext = value -> {};
  private volatile Runnable whenOver = () -> {};

  private ScriptedSubscriber() {}

  /**
   * A subscriber that asks for nothing.
   *
   * @param <T> the type of the values
   */
  public static <T> ScriptedSubscriber<T> create() {
    return new ScriptedSubscriber<>();
  }

  /**
   * A subscriber that asks for so many in {@code onSubscribe}.
   *
   * @param count how many
   * @param <T> the type of the values
   */
  public static <T> ScriptedSubscriber<T> requesting(long count) {
    return ScriptedSubscriber.<T>create().whenSubscribed(arrived -> arrived.request(count));
  }

  /**
   * Sets what happens inside {@code onSubscribe}.
   *
   * @param action told the subscription; what it throws leaves {@code onSubscribe}
   */
  public ScriptedSubscriber<T> whenSubscribed(Consumer<Flow.Subscription> action) {
    whenSubscribed = action;
    return this;
  }

  /**
   * Sets what happens inside {@code onNext}.
   *
   * @param action told the value; what it throws leaves {@code onNext}
   */
  public ScriptedSubscriber<T> whenNext(Consumer<? super T> action) {
    whenNext = action;
    return this;
  }

  /**
   * Sets what happens inside {@code onComplete} and {@code onError}.
   *
   * @param action what it throws leaves the signal
   */
  public ScriptedSubscriber<T> whenOver(Runnable action) {
    whenOver = action;
    return this;
  }

  /** Remembers how many values came, but not the values: for long runs. */
  public ScriptedSubscriber<T> onlyCounting() {
    remembersValues = false;
    return this;
  }

  @Override
  public void onSubscribe(Flow.Subscription arrived) {
    serially(() -> {
      subscription = arrived;
      whenSubscribed.accept(arrived);
    });
  }

  @Override
  public void onNext(T value) {
    serially(() -> {
      if (remembersValues) {
        values.add(value);
        threads.add(Thread.currentThread());
      }
      received.incrementAndGet();
      whenNext.accept(value);
    });
  }

  @Override
  public void onError(Throwable failure) {
    serially(() -> {
      failures.add(failure);
      threads.add(Thread.currentThread());
      whenOver.run();
    });
  }

  @Override
  public void onComplete() {
    serially(() -> {
      completions.incrementAndGet();
      threads.add(Thread.currentThread());
      whenOver.run();
    });
  }

  /**
   * Asks for more.
   *
   * @param count how many; 0 or less breaks §3.9
   */
  public void request(long count) {
    subscription().request(count);
  }

  /** Cancels, as often as it is called. */
  public void cancel() {
    subscription().cancel();
  }

  /** Returns once {@code onComplete} or {@code onError} has come. */
  public void awaitOver() throws InterruptedException {
    eventually("onComplete or onError comes", this::isOver);
  }

  /**
   * Returns once so many values have come.
   *
   * @param count how many in all
   */
  public void awaitReceived(int count) throws InterruptedException {
    eventually("value " + count + " comes, after " + received, () -> received.get() >= count);
  }

  /** Whether {@code onComplete} or {@code onError} has come. */
  public boolean isOver() {
    return completions.get() > 0 || !failures.isEmpty();
  }

  /** The values so far, in order. */
  public List<T> values() {
    return values;
  }

  /** How many values have come. */
  public int received() {
    return received.get();
  }

  /** How often it was completed. */
  public int completions() {
    return completions.get();
  }

  /** What it was failed with. */
  public List<Throwable> failures() {
    return failures;
  }

  /** The thread of each value and of the end, in order. */
  public List<Thread> threads() {
    return threads;
  }

  /** How often a signal came while another thread was inside one; §1.3 allows none. */
  public int overlaps() {
    return overlaps.get();
  }

  private Flow.Subscription subscription() {
    Flow.Subscription arrived = subscription;
    if (arrived == null) {
      throw new IllegalStateException("the script needs a subscription: none has come");
    }
    return arrived;
  }

  private void serially(Runnable signal) {
    if (callers.getAndIncrement() != 0) {
      overlaps.incrementAndGet();
    }
    try {
      signal.run();
    } finally {
      callers.decrementAndGet();
    }
  }
}
