package dev.towpath.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Lines over an axis: what a chart shows, however it is drawn.
 *
 * @param title what it is
 * @param x what the axis says
 * @param y what the other says
 * @param logX whether equal distances are equal ratios
 * @param logY the same
 * @param labels what stands at {@code x} = 0, 1, 2 ...; empty if it is a number of its own
 * @param lines in the order of the legend
 */
public record Chart(
    String title,
    String x,
    String y,
    boolean logX,
    boolean logY,
    List<String> labels,
    List<Line> lines) {

  /**
   * One line.
   *
   * @param name in the legend
   * @param chief whether it is to stand out
   * @param spots from left to right
   */
  public record Line(String name, boolean chief, List<Spot> spots) {}

  /**
   * A point with an interval.
   *
   * @param y the median
   * @param least the lower end
   * @param most the upper end
   */
  public record Spot(double x, double y, double least, double most) {}

  /** Returns it for the script of a page. */
  public String json() {
    return String.format(
        Locale.ROOT,
        "{\"title\": %s, \"x\": %s, \"y\": %s, \"logX\": %b, \"logY\": %b, \"labels\": [%s],"
            + " \"lines\": [%s]}",
        Json.quoted(title),
        Json.quoted(x),
        Json.quoted(y),
        logX,
        logY,
        labels.stream().map(Json::quoted).collect(Collectors.joining(", ")),
        lines.stream().map(Chart::json).collect(Collectors.joining(",\n")));
  }

  private static String json(Line line) {
    return String.format(
        Locale.ROOT,
        "{\"name\": %s, \"chief\": %b, \"spots\": [%s]}",
        Json.quoted(line.name),
        line.chief,
        line.spots.stream()
            .map(spot ->
                String.format(
                    Locale.ROOT, "[%.6g, %.6g, %.6g, %.6g]", spot.x, spot.y, spot.least, spot.most))
            .collect(Collectors.joining(", ")));
  }
}
