package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  private static final double ERRORS = 0.01;

  private static Cell cell(String entrant, int round, Map<String, Double> metrics) {
    Map<String, Double> all =
        new HashMap<>(Map.of(Cell.SENT, 1_000.0, Cell.FAILED, 0.0, Cell.P50, 10.0, Cell.P99, 20.0));
    all.putAll(metrics);
    return new Cell(Sweep.HOGS, entrant, 5, round, all);
  }

  @Test
  void soundCellsAreReported() {
    assertThat(Checks.of(List.of(cell("vertx", 1, Map.of())), ERRORS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "lag99, 20001, the generator fell behind by 20001 us",
    "late99, 20001, the remote service was late by 20001 us",
    "stubcores, 0.81, the remote service was the bottleneck: 0.81 of its core",
    "failed, 11, '11 of 1000 requests failed, more than a share of 0.01'",
  })
  void unsoundCellsAreNamedWithWhatIsWrong(String metric, double value, String complaint) {
    List<String> complaints = Checks.of(List.of(cell("vertx", 2, Map.of(metric, value))), ERRORS);

    assertThat(complaints).singleElement().asString().startsWith("hogs-vertx-5-2: " + complaint);
  }

  @ParameterizedTest
  @CsvSource({"lag99, 20000", "late99, 20000", "stubcores, 0.8", "failed, 10"})
  void theLimitItselfIsAllowed(String metric, double value) {
    assertThat(Checks.of(List.of(cell("vertx", 1, Map.of(metric, value))), ERRORS)).isEmpty();
  }

  @Test
  void nullTestDisagreesWhenAllRoundsDo() {
    List<Cell> cells = rounds(13.0, 13.0, 14.0);

    List<String> complaints = Checks.of(cells, ERRORS);

    assertThat(complaints)
        .containsExactly(
            "the null test disagrees: virtual twice, at 5 % hogs, p50: 1.30 (1.30 to 1.40)");
  }

  @Test
  void nullTestAgreesWhenSomeRoundIsTheOtherWay() {
    assertThat(Checks.of(rounds(13.0, 13.0, 9.0), ERRORS)).isEmpty();
  }

  @Test
  void nullTestIsGenerousWithOneRound() {
    assertThat(Checks.of(rounds(19.0), ERRORS)).isEmpty();
    assertThat(Checks.of(rounds(21.0), ERRORS)).hasSize(1);
  }

  @Test
  void disturbedCellsCountOnlyWhereThereIsNoOther() {
    Cell quiet = cell("vertx", 1, Map.of(Cell.OTHERS, 0.3));
    Cell disturbed = cell("vertx", 2, Map.of(Cell.OTHERS, 0.31));
    Cell alone = cell("pool", 2, Map.of(Cell.OTHERS, 2.0));

    assertThat(Checks.undisturbed(List.of(quiet, disturbed, alone))).containsExactly(quiet, alone);
  }

  /** The first of the twins has 10 in each round. */
  private static List<Cell> rounds(double... medians) {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < medians.length; i++) {
      cells.add(cell("virtual", i, Map.of()));
      cells.add(cell("virtual again", i, Map.of(Cell.P50, medians[i])));
    }
    return cells;
  }
}
