package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A bucket of tokens, which is a channel that somebody fills. */
final class RateLimit {
  private RateLimit() {}

  // @start region="program"
  /** Whoever receives may go on. {@code burst} tokens lie ready after a pause, and no more. */
  static Channel<Long> bucket(int burst) {
    return Channel.<Long>builder().capacity(burst).overflow(Overflow.DROP_NEWEST).build();
  }

  static void fillEvery(Duration pause, ScheduledExecutorService timer, Channel<Long> bucket) {
    timer.scheduleAtFixedRate(
        () -> bucket.sender().trySend(System.nanoTime()), // a full bucket drops it
        0,
        pause.toNanos(),
        TimeUnit.NANOSECONDS);
  }

  static List<String> served(List<String> requests, Receiver<Long> tokens)
      throws InterruptedException {
    List<String> served = new ArrayList<>();
    for (String request : requests) {
      tokens.receive();
      served.add(request);
    }
    return served;
  }
  // @end
}
