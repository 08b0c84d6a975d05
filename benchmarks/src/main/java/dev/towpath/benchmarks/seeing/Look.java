package dev.towpath.benchmarks.seeing;

import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.scope.Snapshot;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/** Ways in which somebody may look at a program while it runs. */
final class Look {
  /** Nobody looks: what all others are compared with. */
  static final String NOBODY = Rivals.OURS;

  /** Nobody looks, and what is made has no name of its own. */
  static final String UNNAMED = "unnamed";

  /** There is no flight recorder at all: what it costs that there could be one. */
  static final String NO_RECORDER = Rivals.WITHOUT_RECORDER;

  static final String SNAPSHOT = "snapshot";
  static final String DEFAULT_SETTINGS = "jfr-default";
  static final String EACH_WAIT = "jfr-each-wait";
  static final String EACH_MESSAGE = "jfr-each-message";

  static final List<String> ALL =
      List.of(NOBODY, NO_RECORDER, UNNAMED, SNAPSHOT, DEFAULT_SETTINGS, EACH_WAIT, EACH_MESSAGE);

  private Look() {}

  /** Begins to look; what is returned ends it. */
  static AutoCloseable begin(String name) throws Exception {
    return switch (name) {
      case NOBODY, NO_RECORDER, UNNAMED -> () -> {};
      case SNAPSHOT -> Snapshot.recordWaits();
      case DEFAULT_SETTINGS -> Flights.record(false, false);
      case EACH_WAIT -> Flights.record(true, false);
      case EACH_MESSAGE -> Flights.record(true, true);
      default -> throw new IllegalArgumentException("no such way to look: " + name);
    };
  }

  /** Loaded only where there is a recorder. */
  private static final class Flights {
    static AutoCloseable record(boolean waits, boolean messages) throws Exception {
      Recording recording = new Recording(Configuration.getConfiguration("default"));
      recording.setMaxAge(Duration.ofSeconds(5));
      for (String event : List.of("Wait", "Join", "Task", "Ready")) {
        if (waits) {
          recording.enable("dev.towpath." + event).withoutThreshold();
        }
      }
      if (messages) {
        recording.enable("dev.towpath.Message");
      }
      recording.start();
      return recording;
    }
  }
}
