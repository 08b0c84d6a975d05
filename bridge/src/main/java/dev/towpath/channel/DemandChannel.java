package dev.towpath.channel;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A channel whose receiving side is called instead of waiting: what a bridge gives values out with.
 * A send is accepted once the other side has asked for it with {@link #request}; until then it
 * waits, in line, like any send, and can stand in a {@link Select}. Right after each accepted send
 * {@code onSent} runs on the sending thread, which then takes values with {@link #tryReceive} and
 * passes them on. At most as many values are accepted as were asked for.
 *
 * @param <T> the type of the values
 */
public final class DemandChannel<T> {
  private final LockEngine<T> engine;
  private final Sender<T> sender;
  private final Receiver<T> receiver;

  /**
   * Creates a channel without demand.
   *
   * @param name the channel's name, for messages and dumps; null for one made from a running number
   * @param onSent runs after each accepted send, on the sending thread, with no lock held; not in
   *     the order of the sends when several threads send
   * @param onUndelivered where values go that were accepted and that nobody will take, once each
   */
  public DemandChannel(@Nullable String name, Runnable onSent, Consumer<? super T> onUndelivered) {
    Objects.requireNonNull(onSent, "onSent is null");
    Objects.requireNonNull(onUndelivered, "onUndelivered is null");
    this.engine =
        LockEngine.byDemand(
            name, new Hooks<>(onUndelivered, null, Integer.MAX_VALUE, null, onSent));
    this.sender = new Sender<>(engine);
    this.receiver = new Receiver<>(engine);
  }

  /** Returns the end to send with; always the same object. */
  public Sender<T> sender() {
    return sender;
  }

  /**
   * Accepts {@code count} more values, waking the senders that wait. Never waits itself.
   *
   * @param count 1 or more; {@link Long#MAX_VALUE}, or what adds up to more, is demand without end
   * @throws IllegalArgumentException if {@code count} is less than 1
   */
  public void request(long count) {
    if (count < 1) {
      throw new IllegalArgumentException("request < 1: " + count);
    }
    engine.grant(count);
  }

  /** Takes the next accepted value, as {@link Receiver#tryReceive()} does. */
  public TryReceive<T> tryReceive() {
    return receiver.tryReceive();
  }

  /** Closes the receiving side, as {@link Receiver#close()} does: waiting senders see it closed. */
  public void close() {
    receiver.close();
  }

  /** Returns what became of the values so far. */
  public Channel.Counts counts() {
    return engine.counts();
  }
}
