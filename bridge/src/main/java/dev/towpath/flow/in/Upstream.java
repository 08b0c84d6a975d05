package dev.towpath.flow.in;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Flow;
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

  private static final VarHandle END;
  private static final VarHandle REQUESTED;
  private static final VarHandle UNREQUESTED;
  private static final VarHandle CALLS;
  private static final VarHandle SUBSCRIPTION;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      END = lookup.findVarHandle(Upstream.class, "end", End.class);
      REQUESTED = lookup.findVarHandle(Upstream.class, "requested", long.class);
      UNREQUESTED = lookup.findVarHandle(Upstream.class, "unrequested", long.class);
      CALLS = lookup.findVarHandle(Upstream.class, "calls", int.class);
      SUBSCRIPTION = lookup.findVarHandle(Upstream.class, "subscription", Flow.Subscription.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile End end = End.OPEN;
  private volatile long requested; // written only by who makes the calls

  private volatile long unrequested;

  @SuppressWarnings("UnusedVariable") // by its handle
  private volatile int calls;

  private volatile Flow.@Nullable Subscription subscription;
  private @Nullable Consumer<Throwable> onBroken; // written before `subscription`
  private boolean cancelSent; // guarded by `calls`

  private final boolean announced;

  Upstream(int demand) {
    this.unrequested = demand;
    this.announced = false;
  }

  private Upstream(long requested) {
    this.requested = requested;
    this.announced = true;
  }

  /** A source that has called {@code onSubscribe} and was asked, but by somebody else so far. */
  static Upstream askedFor(int demand) {
    return new Upstream((long) demand);
  }

  /** The source has called {@code onSubscribe}; {@code onBroken} is told what it throws at us. */
  void arrive(Flow.Subscription arrived, Consumer<Throwable> onBroken) {
    this.onBroken = onBroken;
    if (SUBSCRIPTION.compareAndSet(this, null, arrived)) {
      call();
    } else {
      arrived.cancel(); // §2.5
    }
  }

  boolean hasArrived() {
    return announced || subscription != null;
  }

  boolean isOpen() {
    return end == End.OPEN;
  }

  /** How many values the source may emit in all, so far. */
  long requested() {
    return requested;
  }

  /** How many values must have been taken for it to be worth a call to ask for as many again. */
  static int refillAt(int demand) {
    return Math.max(1, demand - demand / 4);
  }

  /** Receivers have taken values; asks for as many again. */
  void taken(int count) {
    UNREQUESTED.getAndAdd(this, (long) count);
    call();
  }

  /** The source has ended; false if it, or we, had already. */
  boolean end() {
    return END.compareAndSet(this, End.OPEN, End.ENDED);
  }

  /** We want no more; false if the source has ended or we had said so. */
  boolean cancel() {
    boolean first = END.compareAndSet(this, End.OPEN, End.CANCELLED);
    if (first) {
      call();
    }
    return first;
  }

  private void call() {
    if ((int) CALLS.getAndAdd(this, 1) != 0) {
      return;
    }
    int missed = 1;
    do {
      Flow.Subscription arrived = subscription;
      if (arrived != null) {
        callOn(arrived);
      }
      missed = (int) CALLS.getAndAdd(this, -missed) - missed;
    } while (missed != 0);
  }

  private void callOn(Flow.Subscription arrived) {
    try {
      switch (end) {
        case OPEN -> {
          if (unrequested > 0) {
            long count = (long) UNREQUESTED.getAndSet(this, 0L);
            REQUESTED.setRelease(this, requested + count);
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
