package dev.towpath.samples.patterns;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import java.util.function.Consumer;

/** Sources that call a listener and do not wait for it: what to do when the loop is slower. */
final class Listeners {
  private Listeners() {}

  // @start region="latest"
  /**
   * Only the newest value counts, such as a price: older ones that nobody has taken are dropped.
   */
  static <T> Receiver<T> latest(Consumer<Consumer<T>> register) {
    Channel<T> channel = Channel.<T>builder().capacity(1).overflow(Overflow.DROP_OLDEST).build();
    register.accept(channel.sender()::trySend);
    return channel.receiver();
  }

  // @end

  // @start region="every"
  /** Every value counts: the loop gets the first {@code limit} and then an OverflowException. */
  static <T> Receiver<T> every(Consumer<Consumer<T>> register, int limit) {
    Channel<T> channel = Channel.<T>builder().capacity(limit).overflow(Overflow.FAIL).build();
    register.accept(channel.sender()::trySend);
    return channel.receiver();
  }
  // @end
}
