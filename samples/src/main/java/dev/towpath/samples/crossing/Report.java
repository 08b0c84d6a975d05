package dev.towpath.samples.crossing;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What the user is told at the end. */
public record Report(List<Outcome> outcomes) {
  private static final String HEAD = "%n%-8s %8s %10s %8s %12s %6s  %s%n";
  private static final String LINE = "%-8s %,8d %10s %6.1f s %,12d %,6d  %s%n";

  /** Returns whether everything arrived as it was, in each style. */
  public boolean isGood() {
    return outcomes.stream().allMatch(Outcome::isGood);
  }

  /** Prints a table, then what went wrong. */
  public void print(PrintStream out) {
    out.printf(HEAD, "style", "files", "bytes", "time", "outstanding", "lost", "SHA-256");
    for (Outcome row : outcomes) {
      out.printf(
          Locale.ROOT,
          LINE,
          row.style(),
          row.files(),
          megabytes(row.bytes()),
          row.time().toMillis() / 1000.0,
          row.outstanding(),
          row.lost(),
          row.differing() == 0 ? "all equal" : row.differing() + " differ");
    }
    out.println();
    for (Outcome row : outcomes) {
      row.reason().ifPresent(reason -> out.println(row.style() + " failed: " + reason));
    }
    out.println(
        isGood()
            ? "Nothing is lost, and every file is as a direct read finds it."
            : "Files are lost or differ from what a direct read finds.");
  }

  /** Writes a number of bytes for people. */
  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
