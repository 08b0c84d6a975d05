package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import java.util.List;

/** {@code for}, {@code select}, and a channel that says enough. */
final class DoneChannel {
  private DoneChannel() {}

  // @start region="program"
  static long countedUntil(Receiver<Void> done, Channel<Long> ticks) throws InterruptedException {
    long counted = 0;
    while (true) {
      boolean enough =
          Select.of(
                  Select.receiveOrEnd(done, end -> true), // closed: that is the message
                  Select.receive(ticks.receiver(), tick -> false))
              .await();
      if (enough) {
        return counted;
      }
      counted++;
    }
  }

  /** The or-channel: ends when the first of many does. */
  static void awaitAny(List<Receiver<Void>> dones) throws InterruptedException {
    Select.Case<?>[] cases =
        dones.stream()
            .map(done -> Select.receiveOrEnd(done, end -> true))
            .toArray(Select.Case<?>[]::new);
    Select.of(cases).await();
  }
  // @end
}
