package dev.towpath.samples.go;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;
import java.util.ArrayList;
import java.util.List;

/** Or-done and tee: what a done channel needs in Go. */
final class OrDone {
  private OrDone() {}

  // @start region="program"
  /** Or-done: a loop that ends with its source or with its scope; the interrupt does the rest. */
  static List<Integer> read(Receiver<Integer> source) throws InterruptedException {
    List<Integer> values = new ArrayList<>();
    for (int value : source) {
      values.add(value);
    }
    return values;
  }

  /** Tee: each value to both, as soon as each is ready for it, the slower of them last. */
  static void tee(Receiver<Integer> in, Sender<Integer> one, Sender<Integer> other)
      throws InterruptedException {
    for (int value : in) {
      boolean oneHasIt =
          Select.of(Select.send(one, value, () -> true), Select.send(other, value, () -> false))
              .await();
      (oneHasIt ? other : one).send(value);
    }
    one.close();
    other.close();
  }
  // @end
}
