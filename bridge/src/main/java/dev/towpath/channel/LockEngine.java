package dev.towpath.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine with a short lock, a ring of values and two queues of waiters: Go's algorithm.
 *
 * <p>Whenever the lock is free and leaving out waiters whose wait has already ended otherwise:
 *
 * <ul>
 *   <li>receivers wait only on an open channel with nothing buffered and no sender waiting; so one
 *       of the two queues is empty (a select may stand in both: it never meets itself);
 *   <li>senders wait only where {@code room} is 0;
 *   <li>watchers for readable (writable) wait only while {@link #poll} ({@link #trySend}) would
 *       answer null (FULL);
 *   <li>{@code sent == received + undelivered + size};
 *   <li>slots of {@code ring} outside {@code head .. head + size - 1} are null: nothing taken is
 *       retained.
 * </ul>
 *
 * <p>A sender that finds a receiver waiting hands its value straight over; a receiver that takes
 * from a full ring moves the first waiting sender's value in at the tail. A woken waiter owns its
 * result. Waiters are resumed, values dropped and watchers called after the lock was let go.
 *
 * <p>The lock is one word. Its holder cannot unmount, so it is running or about to; that is why
 * spinning and then yielding is enough here, and nowhere else.
 */
final class LockEngine<T> extends Engine<T> {
  private static final int SPINS = 32;
  private static final int SMALLEST_RING = 8;
  private static final Object[] NO_RING = {};
  private static final VarHandle LOCKED;

  static {
    try {
      LOCKED = MethodHandles.lookup().findVarHandle(LockEngine.class, "locked", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private enum State {
    OPEN,
    /** Ended by the sender; what is buffered or waiting can still be received. */
    ENDED,
    /** Closed by the receiver; nothing is left. */
    STOPPED
  }

  private final int capacity;
  private final Overflow overflow;

  /** Whether a value taken gives its room back; otherwise room is demand, see {@link #grant}. */
  private final boolean roomReturns;

  private volatile boolean locked;

  // all below guarded by `locked`
  private final WaiterQueue<T> senders = new WaiterQueue<>();
  private final WaiterQueue<T> receivers = new WaiterQueue<>();
  private @Nullable Object[] ring = NO_RING; // length 0 or a power of two
  private int head;
  private int size;
  private long room; // values that may be buffered before the next must wait
  private State state = State.OPEN;
  private @Nullable Throwable failure;
  private @Nullable List<Runnable> readableWatchers;
  private @Nullable List<Runnable> writableWatchers;
  private long sent;
  private long received;
  private long undelivered;

  // what the current holder of the lock leaves to do for afterwards; null whenever the lock is free
  private @Nullable Waiter<T> matched;
  private @Nullable T dropped;
  private @Nullable List<Runnable> called;

  private LockEngine(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks, boolean roomReturns) {
    super(name, hooks);
    this.capacity = capacity;
    this.overflow = overflow;
    this.roomReturns = roomReturns;
    this.room = capacity;
  }

  /** An engine with room for {@code capacity} values. */
  static <T> LockEngine<T> ofCapacity(
      @Nullable String name, int capacity, Overflow overflow, Hooks<T> hooks) {
    return new LockEngine<>(name, capacity, overflow, hooks, true);
  }

  /** An engine whose room is what {@link #grant} has given. */
  static <T> LockEngine<T> byDemand(@Nullable String name, Hooks<T> hooks) {
    return new LockEngine<>(name, 0, Overflow.WAIT, hooks, false);
  }

  @Override
  void lock() {
    if (!LOCKED.compareAndSet(this, false, true)) {
      lockContended();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder runs or is about to: see above
  private void lockContended() {
    while (true) {
      for (int i = 0; i < SPINS; i++) {
        Thread.onSpinWait();
        if (!locked && LOCKED.compareAndSet(this, false, true)) {
          return;
        }
      }
      Thread.yield();
    }
  }

  @Override
  void unlock() {
    LOCKED.setRelease(this, false);
  }

  @Override
  TrySend trySend(T value) {
    TrySend answer;
    Waiter<T> receiver;
    T lost;
    List<Runnable> watchers;
    lock();
    try {
      answer = offer(value);
    } finally {
      receiver = takeMatched();
      lost = takeDropped();
      watchers = takeCalled();
      unlock();
    }
    afterwards(receiver, lost, watchers);
    if (answer == TrySend.SENT) {
      hooks.sent();
    }
    return answer;
  }

  @Override
  @Nullable Object poll() {
    Object value;
    Waiter<T> sender;
    List<Runnable> watchers;
    lock();
    try {
      value = take();
    } finally {
      sender = takeMatched();
      watchers = takeCalled();
      unlock();
    }
    afterwards(sender, null, watchers);
    if (value != null && value != END) {
      hooks.taken(1);
    }
    return value;
  }

  @Override
  List<T> drain(int max) {
    List<T> values = new ArrayList<>();
    List<Waiter<T>> woken = new ArrayList<>();
    List<Runnable> watchers;
    lock();
    try {
      while (values.size() < max && looksReadable()) {
        Object value = take();
        if (value == null || value == END) {
          break;
        }
        values.add(cast(value));
        Waiter<T> sender = takeMatched();
        if (sender != null) {
          woken.add(sender);
        }
      }
    } finally {
      watchers = takeCalled();
      unlock();
    }
    woken.forEach(Waiter::wake);
    afterwards(null, null, watchers);
    if (!values.isEmpty()) {
      hooks.taken(values.size());
    }
    return values;
  }

  @Override
  void giveBack(List<T> values) {
    lock();
    received -= values.size();
    undelivered += values.size();
    unlock();
    values.forEach(hooks::undelivered);
  }

  /**
   * Raises demand: that many more sends are accepted, the first of them those that wait. Only for
   * an engine made {@link #byDemand}.
   */
  void grant(long demand) {
    List<Waiter<T>> woken = new ArrayList<>();
    List<Runnable> watchers = new ArrayList<>();
    lock();
    try {
      room = room + demand < 0 ? Long.MAX_VALUE : room + demand;
      while (room > 0) {
        makePlace(); // before a sender is claimed: nothing may fail once its value is ours
        Waiter<T> sender = claimSender();
        if (sender == null) {
          addAll(watchers, callWritable());
          break;
        }
        append(sender.value);
        spendRoom();
        woken.add(sender);
      }
      addAll(watchers, takeCalled());
    } finally {
      unlock();
    }
    woken.forEach(Waiter::wake);
    watchers.forEach(Hooks::run);
  }

  @Override
  void end(@Nullable Throwable cause) {
    List<Waiter<T>> ended = new ArrayList<>();
    List<Runnable> watchers = new ArrayList<>();
    lock();
    try {
      if (state != State.OPEN) {
        return;
      }
      endLocked(cause, watchers);
      claimAll(receivers, Waiter.Outcome.ENDED, ended);
      if (!roomReturns) {
        claimAll(senders, Waiter.Outcome.CLOSED, ended); // nobody will ask for more
      }
    } finally {
      unlock();
    }
    ended.forEach(Waiter::wake);
    watchers.forEach(Hooks::run);
  }

  @Override
  void stop() {
    List<Waiter<T>> woken = new ArrayList<>();
    List<Runnable> watchers = new ArrayList<>();
    List<T> lost = new ArrayList<>();
    State before;
    lock();
    try {
      before = state;
      if (before == State.STOPPED) {
        return;
      }
      state = State.STOPPED;
      failure = null;
      undelivered += size;
      while (size > 0) {
        lost.add(removeHead());
      }
      claimAll(senders, Waiter.Outcome.CLOSED, woken);
      claimAll(receivers, Waiter.Outcome.ENDED, woken);
      addAll(watchers, callReadable());
      addAll(watchers, callWritable());
    } finally {
      unlock();
    }
    woken.forEach(Waiter::wake);
    watchers.forEach(Hooks::run);
    lost.forEach(hooks::undelivered);
    if (before == State.OPEN) {
      hooks.stopped();
    }
  }

  @Override
  boolean isOpen() {
    lock();
    State now = state;
    unlock();
    return now == State.OPEN;
  }

  @Override
  @Nullable Throwable failure() {
    lock();
    Throwable cause = failure;
    unlock();
    return cause;
  }

  @Override
  int capacity() {
    return capacity;
  }

  @Override
  Channel.Counts counts() {
    lock();
    try {
      return new Channel.Counts(sent, received, undelivered, size);
    } finally {
      unlock();
    }
  }

  @Override
  boolean looksReadable() {
    return size > 0 || state != State.OPEN || (roomReturns && !senders.isEmpty());
  }

  @Override
  boolean looksWritable() {
    return room > 0 || !receivers.isEmpty() || state != State.OPEN || overflow != Overflow.WAIT;
  }

  @Override
  void whenReadable(Runnable watcher) {
    lock();
    boolean now = looksReadable();
    try {
      if (!now) {
        readableWatchers = added(readableWatchers, watcher);
      }
    } finally {
      unlock();
    }
    if (now) {
      Hooks.run(watcher);
    }
  }

  @Override
  void whenWritable(Runnable watcher) {
    lock();
    boolean now = looksWritable();
    try {
      if (!now) {
        writableWatchers = added(writableWatchers, watcher);
      }
    } finally {
      unlock();
    }
    if (now) {
      Hooks.run(watcher);
    }
  }

  @Override
  boolean meet(Waiter<T> waiter) {
    if (waiter.sending) {
      TrySend answer = offer(valueOf(waiter));
      waiter.outcome =
          switch (answer) {
            case SENT -> Waiter.Outcome.SENT;
            case CLOSED -> Waiter.Outcome.CLOSED;
            case FULL -> null;
          };
    } else {
      Object taken = take();
      if (taken == END) {
        waiter.outcome = Waiter.Outcome.ENDED;
      } else if (taken != null) {
        waiter.value = cast(taken);
        waiter.outcome = Waiter.Outcome.RECEIVED;
      }
    }
    leaveTo(waiter);
    return waiter.outcome != null;
  }

  @Override
  void enqueue(Waiter<T> waiter) {
    if (waiter.sending) {
      senders.add(waiter);
      called = callReadable();
    } else {
      receivers.add(waiter);
      called = callWritable();
    }
    leaveTo(waiter);
  }

  private void leaveTo(Waiter<T> waiter) {
    waiter.matched = takeMatched();
    waiter.dropped = takeDropped();
    waiter.called = takeCalled();
  }

  @Override
  void settleUp(Waiter<T> waiter) {
    afterwards(waiter.matched, waiter.dropped, waiter.called);
    waiter.matched = null;
    waiter.dropped = null;
    waiter.called = null;
  }

  @Override
  void withdraw(Waiter<T> waiter) {
    lock();
    (waiter.sending ? senders : receivers).remove(waiter);
    unlock();
  }

  private void afterwards(
      @Nullable Waiter<T> woken, @Nullable T lost, @Nullable List<Runnable> watchers) {
    if (woken != null) {
      woken.wake();
    }
    if (lost != null) {
      hooks.undelivered(lost);
    }
    if (watchers != null) {
      watchers.forEach(Hooks::run);
    }
  }

  // ---- with the lock held ----

  private TrySend offer(T value) {
    if (state != State.OPEN) {
      return TrySend.CLOSED;
    }
    Waiter<T> receiver = claimReceiver(value);
    if (receiver != null) {
      matched = receiver;
      sent++;
      received++;
      return TrySend.SENT;
    }
    if (room == 0) {
      return overflow(value);
    }
    append(value);
    spendRoom();
    return TrySend.SENT;
  }

  private TrySend overflow(T value) {
    switch (overflow) {
      case WAIT -> {
        return TrySend.FULL;
      }
      case DROP_NEWEST -> {
        sent++;
        dropped = value;
      }
      case DROP_OLDEST -> {
        dropped = removeHead();
        append(value);
      }
      case FAIL -> {
        called = new ArrayList<>();
        endLocked(
            new OverflowException("channel '" + name() + "' overflowed its capacity: " + capacity),
            called);
        return TrySend.CLOSED;
      }
    }
    undelivered++;
    return TrySend.SENT;
  }

  private @Nullable Object take() {
    if (size == 0) {
      Waiter<T> sender = roomReturns ? claimSender() : null;
      if (sender == null) {
        return state == State.OPEN ? null : END;
      }
      matched = sender;
      sent++;
      received++;
      return sender.value;
    }
    T value = removeHead();
    received++;
    if (roomReturns) {
      Waiter<T> sender = claimSender();
      if (sender == null) {
        room++;
        if (writableWatchers != null) {
          called = callWritable();
        }
      } else {
        append(sender.value);
        matched = sender;
      }
    }
    return value;
  }

  /** Hands the value to the first receiver that still waits. */
  private @Nullable Waiter<T> claimReceiver(T value) {
    for (Waiter<T> waiter = receivers.poll(); waiter != null; waiter = receivers.poll()) {
      waiter.value = value;
      if (waiter.claim(Waiter.Outcome.RECEIVED)) {
        return waiter;
      }
      waiter.value = null;
    }
    return null;
  }

  /** Takes on the first sender that still waits; its value is the caller's to place. */
  private @Nullable Waiter<T> claimSender() {
    for (Waiter<T> waiter = senders.poll(); waiter != null; waiter = senders.poll()) {
      if (waiter.claim(Waiter.Outcome.SENT)) {
        return waiter;
      }
    }
    return null;
  }

  private void claimAll(WaiterQueue<T> queue, Waiter.Outcome outcome, List<Waiter<T>> claimed) {
    for (Waiter<T> waiter = queue.poll(); waiter != null; waiter = queue.poll()) {
      if (waiter.claim(outcome)) {
        claimed.add(waiter);
      }
    }
  }

  private void endLocked(@Nullable Throwable cause, List<Runnable> watchers) {
    state = State.ENDED;
    failure = cause;
    addAll(watchers, callReadable());
    addAll(watchers, callWritable());
  }

  private void append(@Nullable T value) {
    makePlace();
    ring[(head + size) & (ring.length - 1)] = value;
    size++;
    sent++;
    if (readableWatchers != null) {
      called = callReadable();
    }
  }

  private void spendRoom() {
    if (roomReturns || room != Long.MAX_VALUE) {
      room--;
    }
  }

  private T removeHead() {
    Object value = ring[head];
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    size--;
    return cast(value);
  }

  private void makePlace() {
    if (size < ring.length) {
      return;
    }
    @Nullable Object[] larger = new @Nullable Object[Math.max(SMALLEST_RING, ring.length * 2)];
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(head + i) & (ring.length - 1)];
    }
    ring = larger;
    head = 0;
  }

  private @Nullable Waiter<T> takeMatched() {
    Waiter<T> waiter = matched;
    if (waiter != null) {
      matched = null;
    }
    return waiter;
  }

  private @Nullable T takeDropped() {
    T value = dropped;
    if (value != null) {
      dropped = null;
    }
    return value;
  }

  private @Nullable List<Runnable> takeCalled() {
    List<Runnable> watchers = called;
    if (watchers != null) {
      called = null;
    }
    return watchers;
  }

  private @Nullable List<Runnable> callReadable() {
    List<Runnable> watchers = readableWatchers;
    readableWatchers = null;
    return watchers;
  }

  private @Nullable List<Runnable> callWritable() {
    List<Runnable> watchers = writableWatchers;
    writableWatchers = null;
    return watchers;
  }

  private static List<Runnable> added(@Nullable List<Runnable> watchers, Runnable watcher) {
    List<Runnable> all = watchers == null ? new ArrayList<>(1) : watchers;
    all.add(watcher);
    return all;
  }

  private static void addAll(List<Runnable> all, @Nullable List<Runnable> more) {
    if (more != null) {
      all.addAll(more);
    }
  }

  private T valueOf(Waiter<T> waiter) {
    return cast(waiter.value);
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // the ring and the queues hold what senders gave
  private T cast(@Nullable Object value) {
    return (T) value;
  }
}
