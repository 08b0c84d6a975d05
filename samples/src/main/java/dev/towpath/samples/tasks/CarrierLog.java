package dev.towpath.samples.tasks;

import dev.towpath.scope.CarrierWatch;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Logs who keeps a carrier, and who does not get one: opened when a program starts. */
final class CarrierLog {
  private CarrierLog() {}

  // @start region="watch"
  static CarrierWatch open(Logger log) {
    return CarrierWatch.start(
        Duration.ofMillis(100),
        trouble -> {
          log.log(Level.WARNING, trouble.toString());
          trouble.stack().forEach(frame -> log.log(Level.DEBUG, "  at " + frame));
        });
  }

  // @end
}
