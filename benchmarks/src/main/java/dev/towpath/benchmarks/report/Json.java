package dev.towpath.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Comparisons as JSON: an array of one object for each case, regime and rival. */
public final class Json {
  private Json() {}

  /** Returns the whole file. */
  public static String of(List<Comparison> comparisons) {
    return comparisons.stream()
        .map(Json::object)
        .collect(Collectors.joining(",\n  ", "[\n  ", "\n]\n"));
  }

  private static String object(Comparison comparison) {
    Figure ours = comparison.ours();
    Figure rival = comparison.rival();
    return String.format(
        Locale.ROOT,
        "{\"name\": %s, \"regime\": %s, \"against\": %s, \"measure\": %s,"
            + " \"ours\": %.2f, \"rival\": %.2f, \"ratio\": %.3f,"
            + " \"oursSpread\": %.2f, \"rivalSpread\": %.2f,"
            + " \"oursBytes\": %.0f, \"rivalBytes\": %.0f, \"disturbed\": %b}",
        quoted(ours.name()),
        quoted(ours.regime()),
        quoted(rival.by()),
        quoted(ours.measure()),
        ours.nanos().median(),
        rival.nanos().median(),
        comparison.ratio(),
        ours.nanos().spread(),
        rival.nanos().spread(),
        ours.bytes().median(),
        rival.bytes().median(),
        ours.disturbed() || rival.disturbed());
  }

  /** Returns a string of JSON. */
  public static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
