package dev.towpath.flow;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The subscription to a source and its demand, as any thread may use it.
 *
 * <p>{@code end} leaves {@code OPEN} once, so exactly one of the source's end and our cancel counts
 * (C1). Calls on the real subscription are serial (§2.7), wait for it to arrive, and end with at
 * most one cancel, none after the source's end: {@code calls} counts the calls to be made, and who
 * raises it from 0 makes them all; so nobody waits and a request made inside a request does not
 * recurse.
 *
 * <p>Demand: all {@code demand} places at first, then what was taken, whenever that is three
 * quarters of them. So {@code requested} minus what has arrived never exceeds the free places.
 */
final class Upstream {
  private enum End {
    OPEN,
    /** The source has ended and knows. */
    ENDED,
    /** We want no more. */
    CANCELLED
  }

  private final AtomicReference<End> end = new AtomicReference<>(End.OPEN);
  private final AtomicLong requested = new AtomicLong();
  private final AtomicLong unrequested;
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
  private @Nullable Consumer<Throwable> onBroken; // written before `subscription`
  private boolean cancelSent; // guarded by `calls`

  Upstream(int demand) {
    this.unrequested = new AtomicLong(demand);
  }

  /** The source has called {@code onSubscribe}; {@code onBroken} is told what it throws at us. */
  void arrive(Flow.Subscription arrived, Consumer<Throwable> onBroken) {
    this.onBroken = onBroken;
    if (subscription.compareAndSet(null, arrived)) {
      call();
    } else {
      arrived.cancel(); // §2.5
    }
  }

  boolean hasArrived() {
    return subscription.get() != null;
  }

  boolean isOpen() {
    return end.get() == End.OPEN;
  }

  /** How many values the source may emit in all, so far. */
  long requested() {
    return requested.get();
  }

  /** How many values must have been taken for it to be worth a call to ask for as many again. */
  static int refillAt(int demand) {
    return Math.max(1, demand - demand / 4);
  }

  /** Receivers have taken values; asks for as many again. */
  void taken(int count) {
    unrequested.addAndGet(count);
    call();
  }

  /** The source has ended; false if it, or we, had already. */
  boolean end() {
    return end.compareAndSet(End.OPEN, End.ENDED);
  }

  /** We want no more; false if the source has ended or we had said so. */
  boolean cancel() {
    boolean first = end.compareAndSet(End.OPEN, End.CANCELLED);
    if (first) {
      call();
    }
    return first;
  }

  private void call() {
    if (calls.getAndIncrement() != 0) {
      return;
    }
    int missed = 1;
    do {
      Flow.Subscription arrived = subscription.get();
      if (arrived != null) {
        callOn(arrived);
      }
      missed = calls.addAndGet(-missed);
    } while (missed != 0);
  }

  private void callOn(Flow.Subscription arrived) {
    try {
      switch (end.get()) {
        case OPEN -> {
          long count = unrequested.getAndSet(0);
          if (count > 0) {
            requested.addAndGet(count);
            arrived.request(count);
          }
        }
        case CANCELLED -> {
          if (!cancelSent) {
            cancelSent = true;
            arrived.cancel();
          }
        }
        case ENDED -> {}
      }
    } catch (Throwable t) { // §3.15 and §3.16 forbid it
      if (onBroken != null) {
        onBroken.accept(t);
      }
    }
  }
}
