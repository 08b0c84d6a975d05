package dev.towpath.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as comma-separated values (RFC 4180), a line for each. */
public final class Csv {
  private static final String HEAD =
      "regime,case,by,measure,wall_ns,wall_spread,cpu_ns,cpu_spread,bytes,samples,disturbed";

  private Csv() {}

  /** Returns the whole file, with a head line. */
  public static String of(List<Figure> figures) {
    return Stream.concat(Stream.of(HEAD), figures.stream().map(Csv::line))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String line(Figure figure) {
    return Stream.of(
            figure.regime(),
            figure.name(),
            figure.by(),
            figure.measure(),
            number(figure.wall().median()),
            number(figure.wall().spread()),
            number(figure.cpu().median()),
            number(figure.cpu().spread()),
            number(figure.bytes().median()),
            String.valueOf(figure.wall().samples()),
            String.valueOf(figure.disturbed()))
        .map(Csv::escaped)
        .collect(Collectors.joining(","));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** Returns a field of a line. */
  public static String escaped(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
