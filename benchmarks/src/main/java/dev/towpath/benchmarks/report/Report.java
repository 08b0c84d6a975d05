package dev.towpath.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The files of a report, named after the benchmark.
 *
 * @param folder where they go; made if missing
 * @param name of the benchmark, e.g. {@code channels}
 */
public record Report(Path folder, String name) {
  /**
   * Writes {@code name.txt}, {@code .csv}, {@code .json} and {@code .html}.
   *
   * @param beside lines for the text, behind the tables
   * @param ours what ours is called
   */
  public void write(List<Figure> figures, List<String> beside, String facts, String ours)
      throws IOException {
    Files.createDirectories(folder);
    String lines = beside.stream().map(line -> line + "\n").collect(Collectors.joining());
    String text = facts + "\n\n" + Table.of(figures, ours) + lines;
    Files.writeString(file("txt"), text);
    Files.writeString(file("html"), Page.of(name, text, figures));
    Files.writeString(file("csv"), Csv.of(figures));
    Files.writeString(file("json"), Json.of(Comparison.of(figures, ours)));
  }

  private Path file(String type) {
    return folder.resolve(name + "." + type);
  }
}
