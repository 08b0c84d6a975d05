package dev.towpath.channel;

import dev.towpath.channel.stop.Keeper;
import dev.towpath.channel.stop.Need;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The inside of a channel that is kept for some: lets nobody else in, and knows who came. */
final class KeptEngine<T> extends ForwardingEngine<T> {
  private final Keeper keeper;
  private final Visitors senders;
  private final Visitors receivers;

  KeptEngine(Engine<T> engine, Keeper keeper) {
    super(engine);
    this.keeper = keeper;
    this.senders = new Visitors(keeper, name());
    this.receivers = new Visitors(keeper, name());
  }

  @Override
  TrySend trySend(T value) {
    senders.enter();
    return super.trySend(value);
  }

  @Override
  @Nullable Object poll() {
    receivers.enter();
    return super.poll();
  }

  @Override
  TrySend sendNow(T value) {
    senders.enter();
    return super.sendNow(value);
  }

  @Override
  @Nullable Object takeNow() {
    receivers.enter();
    return super.takeNow();
  }

  @Override
  int offerAll(List<T> values) {
    senders.enter();
    return super.offerAll(values);
  }

  @Override
  List<T> drain(int max) {
    receivers.enter();
    return super.drain(max);
  }

  @Override
  void end(@Nullable Throwable cause) {
    senders.enter();
    super.end(cause);
  }

  @Override
  void stop() {
    receivers.enter();
    super.stop();
  }

  @Override
  void whenReadable(Runnable watcher) {
    receivers.enter();
    super.whenReadable(watcher);
  }

  @Override
  void whenWritable(Runnable watcher) {
    senders.enter();
    super.whenWritable(watcher);
  }

  @Override
  boolean meet(Waiter<T> waiter) {
    (waiter.sending ? senders : receivers).enter();
    return super.meet(waiter);
  }

  /** What the calling thread needs that is about to suspend; null if others could bring it. */
  static @Nullable Need need(Wait wait, Waiter<?>[] waiters) {
    List<Need.Way> ways = new ArrayList<>(waiters.length);
    for (Waiter<?> waiter : waiters) {
      if (waiter.engine instanceof KeptEngine<?> kept) {
        ways.add(kept.new Way(waiter.sending));
      } else if (!(waiter.engine instanceof NeverEngine)) {
        return null;
      }
    }
    return ways.isEmpty() ? null : new Need(wait::isSettled, ways);
  }

  private final class Way implements Need.Way {
    private final boolean sending;

    Way(boolean sending) {
      this.sending = sending;
    }

    @Override
    public Keeper keeper() {
      return keeper;
    }

    @Override
    public String what() {
      return (sending ? "send on '" : "receive from '") + name() + "' (" + fill() + ")";
    }

    private String fill() {
      int capacity = capacity();
      return capacity == 0
          ? "a rendezvous"
          : (sending ? "full, " : "empty, ") + counts().buffered() + "/" + capacity;
    }

    @Override
    public String peer() {
      return sending ? "receiver" : "sender";
    }

    @Override
    public List<Thread> peers() {
      return (sending ? receivers : senders).seen();
    }

    @Override
    public List<Thread> fellows() {
      return (sending ? senders : receivers).seen();
    }
  }
}
