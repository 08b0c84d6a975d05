package dev.towpath.channel;

import dev.towpath.channel.watch.Flight;
import dev.towpath.channel.watch.Ledger;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits that somebody looks at. */
final class Recorded {
  private Recorded() {}

  static boolean isOn() {
    return Ledger.isOn() || Flight.recordsWaits();
  }

  /** As {@code wait.await}, on record. */
  static @Nullable Object await(Wait wait, Patience patience, long nanos, Waiter<?>[] waiters)
      throws InterruptedException {
    Supplier<String> what = () -> describe(waiters);
    Ledger.Entry entry = Ledger.waits(what);
    Object event = Flight.beginWait();
    try {
      return wait.await(patience, nanos);
    } finally {
      Flight.endWait(event, what);
      entry.remove();
    }
  }

  /** As {@code wait.await}, for one outcome, on record. */
  static void await(Wait wait, long nanos, String name) throws InterruptedException {
    Supplier<String> what = () -> "await of '" + name + "'";
    Ledger.Entry entry = Ledger.waits(what);
    Object event = Flight.beginWait();
    try {
      wait.await(nanos);
    } finally {
      Flight.endWait(event, what);
      entry.remove();
    }
  }

  private static String describe(Waiter<?>[] waiters) {
    String cases = Arrays.stream(waiters).map(Recorded::describe).collect(Collectors.joining(", "));
    return waiters.length == 1 ? cases : "select of " + cases;
  }

  private static String describe(Waiter<?> waiter) {
    Engine<?> engine = waiter.engine;
    return (waiter.sending ? "send to '" : "receive from '")
        + engine.name()
        + "' ("
        + engine.counts().buffered()
        + "/"
        + engine.capacity()
        + ")";
  }
}
