package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Select;

/** Who is chosen when both are ready. */
final class Fairness {
  private Fairness() {}

  // @start region="program"
  static int leftOf(int rounds, boolean prioritized) throws InterruptedException {
    Channel<Integer> left = Channel.buffered(rounds);
    Channel<Integer> right = Channel.buffered(rounds);
    for (int i = 0; i < rounds; i++) {
      left.sender().send(1);
      right.sender().send(0);
    }
    Select<Integer> either =
        Select.of(
            Select.receive(left.receiver(), one -> one),
            Select.receive(right.receiver(), zero -> zero));
    Select<Integer> select = prioritized ? either.prioritized() : either;
    int chosen = 0;
    for (int i = 0; i < rounds; i++) {
      chosen += select.await();
    }
    return chosen;
  }
  // @end
}
