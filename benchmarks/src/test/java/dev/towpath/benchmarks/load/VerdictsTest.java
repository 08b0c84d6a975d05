package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.benchmarks.load.Verdicts.Row;
import dev.towpath.benchmarks.load.Verdicts.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {
  @ParameterizedTest
  @CsvSource({
    "0.5, 0.8, LOSES",
    "0.5, 1.1, OPEN", // some round was the other way
    "0.95, 0.96, OPEN", // two of the same differ by more
    "1.04, 1.05, OPEN",
    "0.9, 1.6, OPEN",
    "1.2, 1.6, WINS",
  })
  void oursLosesOrWinsOnlyBeyondDoubt(double least, double most, Verdict verdict) {
    double median = (least + most) / 2;

    Row row = new Row("p99", "channels", "pool", new Range(5, median, least, most, 3), 1.1);

    assertThat(row.verdict()).isEqualTo(verdict);
  }
}
