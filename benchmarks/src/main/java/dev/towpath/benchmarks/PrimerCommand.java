package dev.towpath.benchmarks;

import dev.towpath.benchmarks.primer.Fetches;
import dev.towpath.benchmarks.primer.PrimerCases;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import dev.towpath.benchmarks.tasks.Sleepers;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** The comparisons that primers of Go make, beside Go where it is installed. */
@Command(
    name = "primer",
    description =
        "What primers of Go measure: channels, switches, a sum, false sharing, URLs, a pipeline.")
final class PrimerCommand extends Measurement {
  @Override
  List<Case> cases() {
    return PrimerCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.QUIET);
  }

  @Override
  List<String> beside(Effort effort) throws Exception {
    if (effort == Effort.SMOKE) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(Fetches.report(effort == Effort.QUICK));
    if (effort == Effort.FULL) {
      lines.addAll(Sleepers.report());
    }
    return lines;
  }
}
