package dev.towpath.benchmarks.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A chart as SVG, for where no script runs. Labels take the place of a legend; lines differ in dash
 * and mark, so that they can be told apart without colours.
 */
public final class LineChart {
  private static final int LEFT = 62;
  private static final int TOP = 44;
  private static final int BOTTOM = 52;
  private static final double LETTER = 7.6;
  private static final int LABEL_HEIGHT = 16;
  private static final double MARK = 4;
  private static final String[] COLOURS = {
    "#7a4100", "#8a1c5b", "#7b3294", "#a03020", "#5a5a00", "#006d77", "#1f4e9c", "#000000"
  };
  private static final String[] DASHES = {"2 3", "7 3", "7 3 2 3", "12 4", "4 4", "none"};

  private final Chart chart;
  private final int width;
  private final int height;
  private final double low;
  private final double high;
  private final StringBuilder svg = new StringBuilder();

  private LineChart(Chart chart, int width, int height) {
    this.chart = chart;
    this.width = width;
    this.height = height;
    double[] all =
        chart.lines().stream()
            .flatMap(line -> line.spots().stream())
            .mapToDouble(Chart.Spot::y)
            .filter(y -> y > 0)
            .sorted()
            .toArray();
    this.low = all.length == 0 ? 1 : Math.pow(10, Math.floor(Math.log10(all[0])));
    this.high = all.length == 0 ? 10 : all[all.length - 1] * 1.25;
  }

  /**
   * Draws a chart with labels at {@code x} and a logarithmic {@code y}.
   *
   * @param width pixels
   * @param height pixels
   */
  public static String svg(Chart chart, int width, int height) {
    return new LineChart(chart, width, height).draw();
  }

  private String draw() {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'"
            + " role='img' aria-label='%s' font-family='system-ui,sans-serif' font-size='13'>",
        width, height, width, height, escaped(chart.title()));
    add("<rect width='%d' height='%d' fill='#fff'/>", width, height);
    add(
        "<text x='8' y='20' font-size='15' font-weight='600' fill='#000'>%s</text>",
        escaped(chart.title()));
    axes();
    for (int i = 0; i < chart.lines().size(); i++) {
      line(chart.lines().get(i), i);
    }
    labels();
    add("</svg>");
    return svg.toString();
  }

  private void axes() {
    for (double decade = low; decade <= high; decade *= 10) {
      for (int step : new int[] {1, 2, 5}) {
        if (decade * step <= high) {
          gridLine(decade * step);
        }
      }
    }
    for (int i = 0; i < chart.labels().size(); i++) {
      add(
          "<text x='%.1f' y='%d' text-anchor='middle' fill='#222'>%s</text>",
          x(i), height - BOTTOM + 20, escaped(chart.labels().get(i)));
    }
    add(
        "<text x='%.1f' y='%d' text-anchor='middle' fill='#222'>%s</text>",
        (LEFT + right()) / 2.0, height - 10, escaped(chart.x()));
    add("<text x='8' y='38' fill='#222'>%s</text>", escaped(chart.y()));
  }

  private void gridLine(double value) {
    add(
        "<line x1='%d' x2='%.1f' y1='%.1f' y2='%.1f' stroke='#ddd'/>",
        LEFT, (double) right(), y(value), y(value));
    add(
        "<text x='%d' y='%.1f' text-anchor='end' fill='#222'>%s</text>",
        LEFT - 8,
        y(value) + 4,
        value < 1 ? String.valueOf(value) : String.format(Locale.ROOT, "%.0f", value));
  }

  private void line(Chart.Line line, int index) {
    String colour = line.chief() ? "#000000" : COLOURS[index % COLOURS.length];
    StringBuilder points = new StringBuilder();
    for (Chart.Spot spot : line.spots()) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(spot.x()), y(spot.y())));
    }
    add(
        "<polyline points='%s' fill='none' stroke='%s' stroke-width='%s' stroke-dasharray='%s'/>",
        points.toString().strip(),
        colour,
        line.chief() ? "3" : "1.6",
        line.chief() ? "none" : DASHES[index % DASHES.length]);
    for (Chart.Spot spot : line.spots()) {
      add(
          "<line x1='%1$.1f' x2='%1$.1f' y1='%2$.1f' y2='%3$.1f' stroke='%4$s'/>",
          x(spot.x()), y(spot.least()), y(spot.most()), colour);
      mark(x(spot.x()), y(spot.y()), index, colour);
    }
  }

  private void mark(double x, double y, int index, String colour) {
    String shape =
        switch (index % 4) {
          case 0 -> String.format(Locale.ROOT, "<circle cx='%.1f' cy='%.1f' r='%.1f'", x, y, MARK);
          case 1 ->
              polygon(
                  x - MARK, y - MARK, x + MARK, y - MARK, x + MARK, y + MARK, x - MARK, y + MARK);
          case 2 -> polygon(x, y - MARK - 1, x + MARK, y + MARK, x - MARK, y + MARK);
          default -> polygon(x, y - MARK - 1, x + MARK + 1, y, x, y + MARK + 1, x - MARK - 1, y);
        };
    add("%s fill='%s' stroke='%s'/>", shape, index / 4 % 2 == 0 ? "#fff" : colour, colour);
  }

  private static String polygon(double... coordinates) {
    StringBuilder points = new StringBuilder();
    for (double coordinate : coordinates) {
      points.append(String.format(Locale.ROOT, "%.1f ", coordinate));
    }
    return "<polygon points='" + points.toString().strip() + "'";
  }

  private record Label(int index, double wanted) {}

  /** Each at the end of its line, or as near as others let it. */
  private void labels() {
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < chart.lines().size(); i++) {
      List<Chart.Spot> spots = chart.lines().get(i).spots();
      if (!spots.isEmpty()) {
        labels.add(new Label(i, y(spots.getLast().y())));
      }
    }
    labels.sort(Comparator.comparingDouble(Label::wanted));
    double free = TOP;
    double rest = labels.size() * (double) LABEL_HEIGHT;
    for (Label label : labels) {
      double lowest = height - BOTTOM - rest + LABEL_HEIGHT;
      double y = Math.max(free, Math.min(label.wanted, lowest));
      label(chart.lines().get(label.index), label.index, label.wanted, y);
      free = y + LABEL_HEIGHT;
      rest -= LABEL_HEIGHT;
    }
  }

  private void label(Chart.Line line, int index, double end, double y) {
    String colour = line.chief() ? "#000000" : COLOURS[index % COLOURS.length];
    double from = x(line.spots().getLast().x()) + MARK + 2;
    add(
        "<line x1='%.1f' y1='%.1f' x2='%d' y2='%.1f' stroke='%s' stroke-width='.6'/>",
        from, end, right() + 22, y, colour);
    mark(right() + 30, y, index, colour);
    add(
        "<text x='%d' y='%.1f' fill='%s'%s>%s</text>",
        right() + 40,
        y + 4,
        colour,
        line.chief() ? " font-weight='700'" : "",
        escaped(line.name()));
  }

  private int right() {
    int longest = chart.lines().stream().mapToInt(line -> line.name().length()).max().orElse(0);
    return width - 56 - (int) (LETTER * longest);
  }

  private double x(double value) {
    int last = Math.max(1, chart.labels().size() - 1);
    return LEFT + 14 + value / last * (right() - LEFT - 28);
  }

  private double y(double value) {
    double share = Math.log(Math.max(value, low) / low) / Math.log(high / low);
    return height - BOTTOM - Math.min(1, share) * (height - BOTTOM - TOP);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;");
  }
}
