package dev.towpath.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.benchmarks.channels.ChannelCases;
import dev.towpath.benchmarks.report.Estimate;
import dev.towpath.benchmarks.report.Figure;
import dev.towpath.benchmarks.run.Case;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final Map<String, Double> STATED = Map.of("select over 8", 10.0);

  @Test
  void ratioNotFarBelowTheStatedOnePasses() {
    assertThat(GateCommand.complaints(figures(100, 701), STATED)).isEmpty();
  }

  @Test
  void ratioFarBelowTheStatedOneIsNamedBesideIt() {
    assertThat(GateCommand.complaints(figures(100, 699), STATED))
        .containsExactly("TOO SLOW  select over 8: 6.99x Jox, stated 10.00x");
  }

  @Test
  void eachStatedRatioIsOfACase() {
    assertThat(ChannelCases.all().stream().map(Case::name))
        .containsAll(ChannelCases.statedRatios().keySet());
  }

  private static List<Figure> figures(double ours, double jox) {
    return List.of(figure("ours", ours), figure("jox", jox));
  }

  private static Figure figure(String by, double nanos) {
    Estimate estimate = new Estimate(nanos, 0, 3);
    return new Figure(
        "parallelism=1", Figure.CPU, "select over 8", by, estimate, estimate, estimate, false);
  }
}
