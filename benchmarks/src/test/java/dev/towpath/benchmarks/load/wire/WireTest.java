package dev.towpath.benchmarks.load.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WireTest {
  @Test
  void pairsSurviveTheirLine() {
    Pairs pairs = new Pairs().with("a", 1).with("b", "two=2").with("c", 0.5);

    Pairs read = Pairs.parse(pairs.toString());

    assertThat(read.number("a")).isEqualTo(1);
    assertThat(read.text("b")).isEqualTo("two=2");
    assertThat(read.decimal("c")).isEqualTo(0.5);
    assertThat(read.text("d", "none")).isEqualTo("none");
  }

  @Test
  void whatIsNoPairIsRefused() {
    assertThatThrownBy(() -> Pairs.parse("a=1 b")).hasMessage("not a pair: b");
    assertThatThrownBy(() -> new Pairs().with("a", "b c"))
        .hasMessage("a space in the value of a: b c");
    assertThatThrownBy(() -> new Pairs().text("a")).hasMessage("no value for a");
  }

  @Test
  void shotsSurviveTheirLog(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("shots.csv.gz");
    List<Shot> shots =
        List.of(
            new Shot(1, 2, 3, false, Outcome.OK),
            new Shot(4, 5, 6, true, Outcome.SHED),
            new Shot(7, 8, 9, false, Outcome.FAILED));

    ShotLog.write(file, shots);

    assertThat(ShotLog.read(file)).isEqualTo(shots);
  }
}
