package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.report.Csv;
import dev.towpath.benchmarks.report.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One metric of one entrant at one point.
 *
 * @param range what the rounds say
 */
record Summary(Sweep sweep, String entrant, String metric, Range range) {
  private static final List<String> METRICS =
      List.of(
          Cell.P50,
          Cell.P99,
          Cell.P999,
          Cell.HOG_P50,
          Cell.OFFERED,
          Cell.THROUGHPUT,
          Cell.RECOVERY,
          Cell.CPU,
          Cell.HEAP,
          Cell.RSS,
          Cell.NANOS,
          Cell.BYTES);
  private static final String HEAD = "sweep,entrant,x,metric,median,least,most,rounds";

  /** Returns all there are. */
  static List<Summary> of(Charts charts, List<Cell> cells) {
    List<Summary> all = new ArrayList<>();
    for (Sweep sweep : Sweep.values()) {
      List<String> entrants =
          cells.stream()
              .filter(cell -> cell.sweep() == sweep)
              .map(Cell::entrant)
              .distinct()
              .sorted()
              .toList();
      for (String entrant : entrants) {
        for (double x : charts.points(sweep)) {
          for (String metric : METRICS) {
            all.add(
                new Summary(
                    sweep, entrant, metric, Range.of(x, charts.values(sweep, entrant, x, metric))));
          }
        }
      }
    }
    all.removeIf(summary -> summary.range.rounds() == 0);
    return all;
  }

  static String csv(List<Summary> all) {
    return Stream.concat(Stream.of(HEAD), all.stream().map(Summary::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private String line() {
    return String.join(
        ",",
        sweep.toString(),
        Csv.escaped(entrant),
        Cell.trimmed(range.x()),
        metric,
        String.format(
            Locale.ROOT,
            "%.3f,%.3f,%.3f,%d",
            range.median(),
            range.least(),
            range.most(),
            range.rounds()));
  }

  static String json(List<Summary> all) {
    return all.stream().map(Summary::object).collect(Collectors.joining(",\n", "[\n", "\n]"));
  }

  private String object() {
    return String.format(
        Locale.ROOT,
        "{\"sweep\": \"%s\", \"entrant\": %s, \"x\": %s, \"metric\": \"%s\","
            + " \"median\": %.3f, \"least\": %.3f, \"most\": %.3f, \"rounds\": %d}",
        sweep,
        Json.quoted(entrant),
        Cell.trimmed(range.x()),
        metric,
        range.median(),
        range.least(),
        range.most(),
        range.rounds());
  }
}
