package dev.towpath.samples.crossing;

import java.io.PrintStream;

/** A line that grows to the right, so that it looks the same in a terminal and in a log. */
public final class ProgressBar {
  private static final int WIDTH = 50;

  private final PrintStream out;
  private final int total;
  private int done;
  private int marks;

  /**
   * Begins a line.
   *
   * @param out where to print
   * @param label what is in progress
   * @param total how many steps it takes
   */
  public ProgressBar(PrintStream out, String label, int total) {
    this.out = out;
    this.total = total;
    out.printf("%-8s ", label);
  }

  /** Does one step. */
  public void step() {
    done++;
    for (; marks < (long) WIDTH * done / total; marks++) {
      out.print('#');
    }
    out.flush();
  }

  /** Ends the line. */
  public void end() {
    out.println();
  }
}
