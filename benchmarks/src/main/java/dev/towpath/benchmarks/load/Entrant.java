package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.server.Arm;
import java.util.List;

/**
 * Who is measured.
 *
 * @param name what it is called in the report
 * @param arm what it is
 * @param carriers of its virtual threads; 0 for as many as there are cores
 */
record Entrant(String name, Arm arm, int carriers) {
  /** The one that is measured twice, to see how much two measurements of the same differ. */
  static final Arm TWICE = Arm.VIRTUAL;

  static final Entrant TWIN = new Entrant(TWICE.label + " again", TWICE, 0);

  static Entrant of(Arm arm) {
    return new Entrant(arm.label, arm, 0);
  }

  static Entrant withCarriers(Arm arm, int carriers) {
    return new Entrant(
        arm.label + (carriers == 1 ? ", 1 carrier" : ", " + carriers + " carriers"), arm, carriers);
  }

  List<String> flags() {
    return carriers == 0
        ? List.of()
        : List.of(
            "-Djdk.virtualThreadScheduler.parallelism=" + carriers,
            "-Djdk.virtualThreadScheduler.maxPoolSize=" + carriers);
  }
}
