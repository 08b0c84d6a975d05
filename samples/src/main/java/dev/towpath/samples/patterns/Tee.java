package dev.towpath.samples.patterns;

import static dev.towpath.channel.Select.send;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;

/** Each value to two readers. */
final class Tee {
  private enum Reader {
    LEFT,
    RIGHT
  }

  private Tee() {}

  // @start region="copy"
  /** Sends each value to both, first to the one that is ready first. */
  static <T> void copy(Receiver<T> in, Sender<T> left, Sender<T> right)
      throws InterruptedException {
    for (T value : in) {
      Reader first =
          Select.of(
                  send(left, value, () -> Reader.LEFT), //
                  send(right, value, () -> Reader.RIGHT))
              .await();
      Sender<T> other = first == Reader.LEFT ? right : left;
      other.send(value);
    }
  }
  // @end
}
