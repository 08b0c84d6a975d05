package dev.towpath.benchmarks.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Ours beside one rival, in one case and regime.
 *
 * @param ours our figure
 * @param rival the rival's
 */
public record Comparison(Figure ours, Figure rival) {
  /** Returns how many times longer the rival takes: above 1, ours is faster. */
  public double ratio() {
    return rival.nanos().median() / ours.nanos().median();
  }

  /**
   * Returns each rival beside ours, in the order of the figures; a case we did not take part in has
   * none.
   *
   * @param ours what ours is called
   */
  public static List<Comparison> of(List<Figure> figures, String ours) {
    List<Comparison> comparisons = new ArrayList<>();
    for (Figure own : figures) {
      if (own.by().equals(ours)) {
        figures.stream()
            .filter(figure -> isRival(figure, own))
            .forEach(figure -> comparisons.add(new Comparison(own, figure)));
      }
    }
    return comparisons;
  }

  private static boolean isRival(Figure figure, Figure own) {
    return figure.name().equals(own.name())
        && figure.regime().equals(own.regime())
        && !figure.by().equals(own.by());
  }
}
