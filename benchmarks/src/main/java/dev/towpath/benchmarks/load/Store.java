package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.server.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured, in a folder: cells in {@code cells.csv}, a line for each metric, and raw logs
 * and histograms beside it. A run that was cut short goes on where it was.
 */
final class Store {
  private static final int FIELDS = 6;
  private static final String HEAD = "sweep,entrant,x,round,metric,value";

  /** Behind the last metric of a cell; without it, its writer was cut short. */
  private static final String COMPLETE = "complete";

  private final Path folder;
  private final String fingerprint;
  private final long stepsPerMilli;
  private final Map<String, Cell> cells = new LinkedHashMap<>();

  private Store(Path folder, String fingerprint, long stepsPerMilli) {
    this.folder = folder;
    this.fingerprint = fingerprint;
    this.stepsPerMilli = stepsPerMilli;
  }

  /**
   * Opens one, or makes it.
   *
   * @throws IllegalArgumentException if the folder has results of other settings
   * @throws IOException if the folder cannot be written
   */
  static Store open(Path folder, String fingerprint) throws IOException {
    Files.createDirectories(folder.resolve("raw"));
    Path settings = folder.resolve("settings.txt");
    if (!Files.exists(settings)) {
      Files.writeString(settings, fingerprint + "\n" + Work.calibrate() + "\n");
      Files.writeString(folder.resolve("cells.csv"), HEAD + "\n");
    }
    List<String> lines = Files.readAllLines(settings);
    if (!lines.getFirst().equals(fingerprint)) {
      throw new IllegalArgumentException(
          "the folder has results of other settings: "
              + lines.getFirst()
              + " (not "
              + fingerprint
              + "); name another, or say --fresh");
    }
    Store store = new Store(folder, fingerprint, Long.parseLong(lines.get(1)));
    store.read();
    return store;
  }

  private void read() throws IOException {
    String text = Files.readString(table());
    if (!text.endsWith("\n")) {
      Files.writeString(table(), "\n", StandardOpenOption.APPEND); // its writer was cut short
    }
    Map<String, Map<String, Double>> unfinished = new HashMap<>();
    for (String line : text.lines().skip(1).toList()) {
      String[] fields = line.split(",");
      if (fields.length != FIELDS) {
        continue;
      }
      String cell = String.join(",", List.of(fields).subList(0, FIELDS - 2));
      if (fields[FIELDS - 2].equals(COMPLETE)) {
        keep(cell(fields, unfinished.remove(cell)));
      } else {
        unfinished
            .computeIfAbsent(cell, key -> new LinkedHashMap<>())
            .put(fields[FIELDS - 2], Double.parseDouble(fields[FIELDS - 1]));
      }
    }
  }

  /** Entrants may have a comma in their name, which the file has as a semicolon. */
  private static Cell cell(String[] fields, Map<String, Double> metrics) {
    return new Cell(
        Sweep.named(fields[0]),
        fields[1].replace(';', ','),
        Double.parseDouble(fields[2]),
        Integer.parseInt(fields[3]),
        metrics);
  }

  private void keep(Cell cell) {
    cells.put(cell.key(), cell);
  }

  /** Adds a cell, instead of one that was there. */
  void add(Cell cell) throws IOException {
    keep(cell);
    StringBuilder lines = new StringBuilder();
    String head =
        cell.sweep()
            + ","
            + cell.entrant().replace(',', ';')
            + ","
            + Cell.trimmed(cell.x())
            + ","
            + cell.round()
            + ",";
    cell.metrics().forEach((name, value) -> lines.append(head + name + "," + value + "\n"));
    lines.append(head).append(COMPLETE).append(",1\n");
    Files.writeString(table(), lines, StandardOpenOption.APPEND);
  }

  private Path table() {
    return folder.resolve("cells.csv");
  }

  boolean has(Sweep sweep, String entrant, double x, int round) {
    return cells.containsKey(Cell.key(sweep, entrant, x, round));
  }

  /**
   * Returns whether it is there, and undisturbed, and a report may be made of it; if not, it is to
   * be measured again.
   */
  boolean hasSound(Sweep sweep, String entrant, double x, int round, double errors) {
    Cell cell = cells.get(Cell.key(sweep, entrant, x, round));
    return cell != null
        && !Checks.isDisturbed(cell.metrics())
        && Checks.ofOne(cell.metrics(), errors).isEmpty();
  }

  List<Cell> cells() {
    return new ArrayList<>(cells.values());
  }

  Path folder() {
    return folder;
  }

  /** Returns the file of a raw log. */
  Path log(Sweep sweep, String entrant, double x, int round) {
    return folder.resolve("raw").resolve(Cell.key(sweep, entrant, x, round) + ".csv.gz");
  }

  /** Returns the settings that all that is in here was measured with. */
  String fingerprint() {
    return fingerprint;
  }

  /** Returns what {@link Work} needs: the same for all that is in here. */
  long stepsPerMilli() {
    return stepsPerMilli;
  }
}
