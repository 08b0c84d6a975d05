package dev.towpath.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.benchmarks.channels.ChannelCases;
import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.benchmarks.tasks.ScopeCases;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GoProgramTest {
  @Test
  void runsEveryCaseThatItTakesPartIn() throws Exception {
    assumeTrue(GoProgram.version().isPresent(), "no Go toolchain on the path");
    GoProgram program = GoProgram.build();
    List<Case> cases =
        Stream.of(ChannelCases.all(), ScopeCases.all())
            .flatMap(List::stream)
            .filter(subject -> subject.rivals().contains(Rivals.GO))
            .toList();

    for (Case subject : cases) {
      List<Sample> samples = program.run(subject, Regime.ONE_CARRIER, Effort.SMOKE);

      assertThat(samples).as(subject.name()).singleElement().matches(sample -> sample.wall() > 0);
    }
    assertThat(cases).hasSizeGreaterThan(10);
  }
}
