package dev.towpath.samples.patterns;

import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;

/** Two streams into one loop, whichever has a value first. */
final class FanIn {
  private FanIn() {}

  // @start region="merge"
  /** Sends the values of both on, until both are over. */
  static <T> void merge(Receiver<T> left, Receiver<T> right, Sender<T> out)
      throws InterruptedException {
    Select<T> either =
        Select.of(Select.receive(left, value -> value), Select.receive(right, value -> value));
    while (true) {
      T value;
      try {
        value = either.await();
      } catch (ChannelClosedException bothOver) {
        return;
      }
      out.send(value);
    }
  }
  // @end
}
