package dev.towpath.channel;

import dev.towpath.channel.stop.Need;
import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.End;
import dev.towpath.channel.watch.Flight;
import dev.towpath.channel.watch.Ledger;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Waits and messages that somebody looks at. */
final class Recorded {
  private Recorded() {}

  static boolean isOn() {
    return Ledger.isOn() || Flight.recordsWaits() || Need.isWanted() || LostEnds.on;
  }

  /** As {@code wait.await}, on record. */
  static @Nullable Object await(Wait wait, Patience patience, long nanos, Waiter<?>[] waiters)
      throws InterruptedException {
    Supplier<String> what = () -> describe(waiters);
    Ledger.Entry entry = Ledger.waits(what, () -> ends(waiters));
    Object event = Flight.beginWait();
    Stop needy = needy(wait, nanos, waiters);
    LostEnds.Waiting lost = LostEnds.on && nanos == Wait.FOREVER ? LostEnds.begin(waiters) : null;
    try {
      return wait.await(patience, nanos);
    } finally {
      if (needy != null) {
        needy.needsNothing();
      }
      if (lost != null) {
        lost.end();
      }
      Flight.endWait(event, what);
      remove(entry);
    }
  }

  /** Tells of what the calling thread needs, if only certain threads can bring it. */
  private static @Nullable Stop needy(Wait wait, long nanos, Waiter<?>[] waiters) {
    Stop stop = Need.isWanted() && nanos == Wait.FOREVER ? Stop.current() : null;
    Need need = stop == null ? null : KeptEngine.need(wait, waiters);
    if (stop == null || need == null) {
      return null;
    }
    stop.needs(need);
    return stop;
  }

  /** As {@code wait.await}, for one outcome, on record. */
  static void await(Wait wait, long nanos, String name) throws InterruptedException {
    Supplier<String> what = () -> "await of '" + name + "'";
    Ledger.Entry entry = Ledger.waits(what, List::of);
    Object event = Flight.beginWait();
    try {
      wait.await(nanos);
    } finally {
      Flight.endWait(event, what);
      remove(entry);
    }
  }

  private static void remove(Ledger.@Nullable Entry entry) {
    if (entry != null) {
      entry.remove();
    }
  }

  /** Begins a send or receive of a value; null while messages are not recorded. */
  static @Nullable Object beginMessage() {
    return Flight.beginMessage();
  }

  /** A value was sent; {@code message} as it was begun. */
  static void sent(@Nullable Object message, Engine<?> engine, @Nullable Object value) {
    if (message != null && value != null) {
      Flight.endMessage(message, true, engine.name(), engine.id, value);
    }
  }

  /** Values were sent together. */
  static void sent(Engine<?> engine, List<?> values) {
    if (Flight.beginMessage() != null) {
      values.forEach(value -> sent(Flight.beginMessage(), engine, value));
    }
  }

  /** What a receive came to, which may be null or the end; {@code message} as it was begun. */
  static void received(@Nullable Object message, Engine<?> engine, @Nullable Object taken) {
    if (message != null && taken != null && taken != Engine.END) {
      Flight.endMessage(message, false, engine.name(), engine.id, taken);
    }
  }

  /** Values were received together. */
  static void received(Engine<?> engine, List<?> values) {
    if (Flight.beginMessage() != null) {
      values.forEach(value -> received(Flight.beginMessage(), engine, value));
    }
  }

  /** A full channel dropped a value, or failed by it. */
  static void overflowed(Engine<?> engine, Overflow policy, Object value) {
    Flight.overflowed(engine.name(), engine.capacity(), policy.name(), value);
  }

  private static List<End> ends(Waiter<?>[] waiters) {
    return Arrays.stream(waiters).map(Recorded::end).toList();
  }

  private static End end(Waiter<?> waiter) {
    Engine<?> engine = waiter.engine;
    Channel.Counts now = engine.counts();
    return new End(
        engine.id,
        engine.name(),
        waiter.sending,
        now.buffered(),
        engine.capacity(),
        now.sent(),
        now.received(),
        now.undelivered());
  }

  static String describe(Waiter<?>[] waiters) {
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
