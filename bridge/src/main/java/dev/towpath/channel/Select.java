package dev.towpath.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for the first of several sends and receives: Go's {@code select}.
 *
 * <p>
 *
 * {@snippet :
 * String done = Select.of(
 *         Select.receive(orders, order -> "took " + order),
 *         Select.send(results, result, () -> "sent"))
 *     .await();
 * }
 *
 * <p>Exactly one case happens, and the others leave no trace: they move no value. All cases are
 * looked at in one instant, so none is passed over as idle that was ready all the time. Among the
 * ready cases one is chosen at random, or the first listed with {@link #prioritized()}. The same
 * channel may stand in several cases. A select can be awaited again, also by several threads.
 *
 * <p>A {@code receive} from a channel that has ended normally counts as switched off; when no case
 * is left, the select throws {@link ChannelClosedException}. From a channel that has failed it
 * throws the failure, as {@link Receiver#receive()} does. A {@code send} to a closed channel throws
 * {@link ChannelClosedException}.
 *
 * @param <R> what the cases return
 */
public final class Select<R> {
  private final Case<? extends R>[] cases; // those switched on, in the order listed
  private final Engine<?>[] engines; // of these cases, each once, ascending by id
  private final boolean prioritized;
  private @Nullable Engine<?> lastFired; // racy: a hint whose patience to borrow

  private Select(Case<? extends R>[] cases, Engine<?>[] engines, boolean prioritized) {
    this.cases = cases;
    this.engines = engines;
    this.prioritized = prioritized;
  }

  /**
   * Returns a select over these cases.
   *
   * @param cases one or more
   * @param <R> what the cases return
   * @throws IllegalArgumentException if there is no case
   */
  @SafeVarargs
  public static <R> Select<R> of(Case<? extends R>... cases) {
    if (cases.length == 0) {
      throw new IllegalArgumentException("select needs a case: 0");
    }
    List<Case<? extends R>> on = new ArrayList<>();
    for (Case<? extends R> listed : cases) {
      if (Objects.requireNonNull(listed, "select case is null").on) {
        on.add(listed);
      }
    }
    Engine<?>[] engines =
        on.stream()
            .<Engine<?>>map(listed -> listed.engine)
            .distinct()
            .sorted(Comparator.comparingLong(engine -> engine.id))
            .toArray(Engine<?>[]::new);
    return new Select<>(on.toArray(Select::newCases), engines, false);
  }

  /**
   * A case that receives a value.
   *
   * @param from the channel's end
   * @param then what to do with the value, on the selecting thread; must not return null
   * @param <T> the type of the value
   * @param <R> what the case returns
   */
  public static <T, R> Case<R> receive(Receiver<T> from, Function<? super T, ? extends R> then) {
    Objects.requireNonNull(then, "select handler is null");
    return new ReceiveCase<>(from, then, null, true);
  }

  /**
   * A case that receives a value or learns that the channel is over, and why.
   *
   * @param from the channel's end
   * @param then what to do with the {@code Value} or {@code Closed}, on the selecting thread; must
   *     not return null
   * @param <T> the type of the value
   * @param <R> what the case returns
   */
  public static <T, R> Case<R> receiveOrEnd(
      Receiver<T> from, Function<? super TryReceive<T>, ? extends R> then) {
    Objects.requireNonNull(then, "select handler is null");
    return new ReceiveCase<>(
        from,
        value -> then.apply(new TryReceive.Value<>(value)),
        cause -> then.apply(new TryReceive.Closed<>(cause.orElse(null))),
        true);
  }

  /**
   * A case that sends a value.
   *
   * @param to the channel's end
   * @param value the value; not null
   * @param then what to do once it was sent, on the selecting thread; must not return null
   * @param <T> the type of the value
   * @param <R> what the case returns
   */
  public static <T, R> Case<R> send(Sender<T> to, T value, Supplier<? extends R> then) {
    Objects.requireNonNull(then, "select handler is null");
    Objects.requireNonNull(value, () -> "null cannot be sent: channel '" + to.engine.name() + "'");
    return new SendCase<>(to, value, then, true);
  }

  /** Returns the same select, which prefers the case listed first among those that are ready. */
  public Select<R> prioritized() {
    return new Select<>(cases, engines, true);
  }

  /**
   * Waits until one case has happened. A send or receive on the other end of any of the channels
   * wakes it; so does their end.
   *
   * @return what the handler of that case returned
   * @throws InterruptedException if interrupted before or while waiting; no case has happened
   * @throws ChannelClosedException if no case is left that could happen, or a send case is closed
   * @throws IllegalStateException if all cases were switched off, which would wait forever, or the
   *     calling thread must not wait, see {@link BlockingGuard}
   */
  public R await() throws InterruptedException {
    if (cases.length == 0) {
      throw new IllegalStateException("select would wait forever: every case is switched off");
    }
    return awaitFor(Wait.FOREVER).orElseThrow();
  }

  /**
   * As {@link #await()}, for a limited time. Needs no other thread for that.
   *
   * @param limit how long to wait; zero or less does not wait
   * @return what the handler returned; empty when the time was up first and no case has happened
   * @throws InterruptedException as above
   * @throws ChannelClosedException as above
   */
  public Optional<R> await(Duration limit) throws InterruptedException {
    return awaitFor(Durations.nanos(limit));
  }

  /**
   * Lets one case happen if it can at once: Go's {@code default}. Never waits; may be called on an
   * event loop.
   *
   * @return what the handler returned; empty if no case was ready
   * @throws ChannelClosedException as above
   */
  public Optional<R> poll() {
    Object message = Recorded.beginMessage();
    Case<? extends R>[] on = cases;
    while (on.length > 0) {
      Fired<R> fired = fireReady(on);
      if (fired == null) {
        fired = fired(on, Waiting.now(waiters(on), engines));
      }
      if (fired == null) {
        return Optional.empty();
      }
      R result = fired.conclude(message);
      if (result != null) {
        return Optional.of(result);
      }
      on = without(on, fired.chosen);
    }
    return nothingLeft();
  }

  private Optional<R> awaitFor(long nanos) throws InterruptedException {
    Runtimes.checkMayWait("select");
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (cases.length == 0) { // switched off by the caller: only time passes
      Waiting.first(new Waiter<?>[0], engines, new Patience(), nanos);
      return Optional.empty();
    }
    Object message = Recorded.beginMessage();
    Case<? extends R>[] on = cases;
    long start = nanos == Wait.FOREVER ? 0 : System.nanoTime();
    while (on.length > 0) {
      Fired<R> fired = fireReady(on);
      if (fired == null) {
        long left = nanos == Wait.FOREVER ? nanos : nanos - (System.nanoTime() - start);
        fired = fired(on, Waiting.first(waiters(on), engines, patience(), left));
      }
      if (fired == null) {
        return Optional.empty();
      }
      R result = fired.conclude(message);
      if (result != null) {
        lastFired = fired.chosen.engine;
        return Optional.of(result);
      }
      on = without(on, fired.chosen);
    }
    return nothingLeft();
  }

  private Optional<R> nothingLeft() {
    if (cases.length == 0) {
      return Optional.empty(); // switched off by the caller, not closed
    }
    throw new ChannelClosedException("select has no case left: the channels of all are over");
  }

  private Patience patience() {
    Engine<?> engine = lastFired;
    return (engine == null ? engines[0] : engine).patience();
  }

  /**
   * Fires one of the cases that look ready, at random, without locking the others: any ready case
   * will do. Not for a prioritized select, which must know that no case before it is ready.
   */
  private @Nullable Fired<R> fireReady(Case<? extends R>[] on) {
    if (prioritized) {
      return null;
    }
    int[] ready = new int[on.length];
    int count = 0;
    for (int i = 0; i < on.length; i++) {
      if (on[i].looksReady()) {
        ready[count++] = i;
      }
    }
    while (count > 0) {
      int pick = count == 1 ? 0 : ThreadLocalRandom.current().nextInt(count);
      Case<? extends R> chosen = on[ready[pick]];
      Object outcome = chosen.attempt();
      if (outcome != null) {
        return new Fired<>(chosen, outcome);
      }
      ready[pick] = ready[--count];
    }
    return null;
  }

  /** One waiter for each case, in the order of preference. */
  private Waiter<?>[] waiters(Case<? extends R>[] on) {
    int first = prioritized || on.length == 1 ? 0 : ThreadLocalRandom.current().nextInt(on.length);
    Waiter<?>[] waiters = new Waiter<?>[on.length];
    for (int i = 0; i < on.length; i++) {
      int index = (first + i) % on.length;
      waiters[i] = on[index].waiter(index);
    }
    return waiters;
  }

  private @Nullable Fired<R> fired(Case<? extends R>[] on, @Nullable Waiter<?> settled) {
    if (settled == null) {
      return null;
    }
    Case<? extends R> chosen = on[settled.index];
    return new Fired<>(chosen, chosen.outcome(settled));
  }

  private static <R> Case<? extends R>[] without(Case<? extends R>[] on, Case<? extends R> ended) {
    return Arrays.stream(on).filter(listed -> listed != ended).toArray(Select::newCases);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // no array of a generic type can be made otherwise
  private static <R> Case<? extends R>[] newCases(int length) {
    return new Case[length];
  }

  /** A case that has happened; its handler has not run yet. */
  private record Fired<R>(Case<? extends R> chosen, Object outcome) {
    @Nullable R conclude(@Nullable Object message) {
      return chosen.conclude(outcome, message);
    }
  }

  /**
   * One send or receive of a select.
   *
   * @param <R> what its handler returns
   */
  public abstract static sealed class Case<R> permits ReceiveCase, SendCase {
    final Engine<?> engine;
    final boolean on;

    Case(Engine<?> engine, boolean on) {
      this.engine = engine;
      this.on = on;
    }

    /**
     * Returns this case, switched off if {@code condition} is false; it then never happens.
     *
     * @param condition whether the case takes part
     */
    public Case<R> when(boolean condition) {
      return condition ? this : off();
    }

    abstract Case<R> off();

    abstract boolean looksReady();

    /** Does it if it can be done at once; null if not. */
    abstract @Nullable Object attempt();

    abstract Waiter<?> waiter(int index);

    /** The outcome of a settled waiter, in the terms of {@link #attempt}. */
    abstract Object outcome(Waiter<?> settled);

    /**
     * Runs the handler; null when the channel has ended and the case is to be left out.
     *
     * @param message to be recorded, if that is not null
     */
    abstract @Nullable R conclude(Object outcome, @Nullable Object message);

    final R result(@Nullable R result) {
      return Objects.requireNonNull(
          result, () -> "select handler returned null: channel '" + engine.name() + "'");
    }
  }
}
