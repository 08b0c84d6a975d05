package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/** The inside of a channel whose ends are watched by {@link LostEnds}; must not lead to them. */
final class TracedEngine<T> extends ForwardingEngine<T> {
  final Throwable made = new Throwable("'" + name() + "' was made here");
  volatile boolean senderLost;
  volatile boolean receiverLost;

  TracedEngine(Engine<T> engine) {
    super(engine);
  }

  /** What nobody holds any more who could end the wait; null if somebody may. */
  static @Nullable String lost(Waiter<?> waiter) {
    if (!(waiter.engine instanceof TracedEngine<?> traced)) {
      return null;
    }
    boolean lost = waiter.sending ? traced.receiverLost : traced.senderLost;
    return lost ? (waiter.sending ? "receiver" : "sender") : null;
  }
}
