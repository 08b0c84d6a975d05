package dev.towpath.benchmarks.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures as text: a table for each regime, a line for each case, a column for each rival. */
public final class Table {
  private static final String NONE = "-";

  private Table() {}

  /**
   * Returns the tables.
   *
   * @param ours what ours is called; its column comes first, the others get ratios
   */
  public static String of(List<Figure> figures, String ours) {
    return figures.stream()
        .collect(Collectors.groupingBy(Figure::regime, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(sameRegime -> regime(sameRegime, ours))
        .collect(Collectors.joining("\n"));
  }

  private static String regime(List<Figure> figures, String ours) {
    Map<String, Map<String, Figure>> cases = new LinkedHashMap<>();
    List<String> columns = new ArrayList<>(List.of(ours));
    for (Figure figure : figures) {
      cases.computeIfAbsent(figure.name(), name -> new LinkedHashMap<>()).put(figure.by(), figure);
      if (!columns.contains(figure.by())) {
        columns.add(figure.by());
      }
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(new ArrayList<>(List.of("case")));
    rows.getFirst().addAll(columns);
    cases.forEach((name, row) -> rows.add(cells(name, row, columns, ours)));
    return title(figures.getFirst()) + aligned(rows);
  }

  private static String title(Figure any) {
    String measure =
        any.measure().equals(Figure.CPU) ? "ns of CPU per operation" : "ns per operation";
    return any.regime()
        + ": "
        + measure
        + ", median ± 1.48 MAD, bytes allocated; (x) times ours, above 1 ours is faster;"
        + " ~ other processes were busy\n";
  }

  private static List<String> cells(
      String name, Map<String, Figure> row, List<String> columns, String ours) {
    List<String> cells = new ArrayList<>(List.of(name));
    Figure own = row.get(ours);
    for (String column : columns) {
      Figure figure = row.get(column);
      if (figure == null) {
        cells.add(NONE);
      } else if (own == null || figure == own) {
        cells.add(nanos(figure));
      } else {
        cells.add(nanos(figure) + " (" + ratio(new Comparison(own, figure).ratio()) + ")");
      }
    }
    return cells;
  }

  private static String nanos(Figure figure) {
    Estimate nanos = figure.nanos();
    return (figure.disturbed() ? "~" : "")
        + digits(nanos.median())
        + " ± "
        + digits(nanos.spread())
        + String.format(Locale.ROOT, " %.0fB", figure.bytes().median());
  }

  private static String digits(double nanos) {
    return String.format(Locale.ROOT, nanos < 100 ? "%.1f" : "%.0f", nanos);
  }

  static String ratio(double ratio) {
    return String.format(Locale.ROOT, "%.2fx", ratio);
  }

  /** Returns rows as lines, the first column to the left, the others to the right. */
  public static String aligned(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>(Collections.nCopies(rows.getFirst().size(), 0));
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths.set(i, Math.max(widths.get(i), row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append("  ").append(padded(row.get(i), widths.get(i), i > 0));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static String padded(String cell, int width, boolean right) {
    String space = " ".repeat(width - cell.length());
    return right ? space + cell : cell + space;
  }
}
