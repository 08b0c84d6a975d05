package dev.towpath.samples.crossing;

import dev.towpath.channel.Receiver;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures how many values are between legacy code, which hands them over, and the loop that takes
 * them. It counts a value from just before it is handed over until the loop asks for one, so it is
 * exact whenever the loop is busy, and below zero while the loop waits.
 */
public final class Gauge {
  private final AtomicInteger outstanding = new AtomicInteger();
  private final AtomicInteger greatest = new AtomicInteger();

  /** Legacy code is about to hand a value over. Never waits. */
  void handedOver() {
    greatest.accumulateAndGet(outstanding.incrementAndGet(), Math::max);
  }

  /** The loop asks for a value. */
  void taken() {
    outstanding.decrementAndGet();
  }

  /** Returns the values of a receiver, for one loop; a value is counted as taken when asked for. */
  <T> Iterable<T> takenFrom(Receiver<T> receiver) {
    Iterator<T> values = receiver.iterator();
    return () ->
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            taken();
            return values.hasNext();
          }

          @Override
          public T next() {
            return values.next();
          }
        };
  }

  /** Returns the number now. */
  int outstanding() {
    return outstanding.get();
  }

  /** Returns the greatest number so far. */
  int greatest() {
    return greatest.get();
  }
}
