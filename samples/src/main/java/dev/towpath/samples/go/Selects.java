package dev.towpath.samples.go;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import java.time.Duration;

/** {@code select} with a time limit and with a default. */
final class Selects {
  private Selects() {}

  // @start region="program"
  static String firstOf(Receiver<String> tea, Receiver<String> coffee, Duration limit)
      throws InterruptedException {
    return Select.of(
            Select.receive(tea, name -> "tea for " + name),
            Select.receive(coffee, name -> "coffee for " + name))
        .await(limit) // case <-time.After(limit)
        .orElse("nobody came");
  }

  static String atOnce(Receiver<String> tea) {
    return Select.of(Select.receive(tea, name -> "tea for " + name))
        .poll() // default:
        .orElse("nobody there");
  }
  // @end
}
