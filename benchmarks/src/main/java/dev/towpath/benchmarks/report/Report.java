package dev.towpath.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The files of a report, named after the benchmark.
 *
 * @param folder where they go; made if missing
 * @param name of the benchmark, e.g. {@code channels}
 */
public record Report(Path folder, String name) {
  /**
   * Writes {@code name.txt}, {@code .csv} and {@code .json}.
   *
   * @param ours what ours is called
   */
  public void write(List<Figure> figures, String facts, String ours) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file("txt"), facts + "\n\n" + Table.of(figures, ours));
    Files.writeString(file("csv"), Csv.of(figures));
    Files.writeString(file("json"), Json.of(Comparison.of(figures, ours)));
  }

  private Path file(String type) {
    return folder.resolve(name + "." + type);
  }
}
