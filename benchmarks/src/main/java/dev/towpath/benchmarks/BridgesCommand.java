package dev.towpath.benchmarks;

import dev.towpath.benchmarks.bridges.BridgeCases;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Regime;
import java.util.List;
import picocli.CommandLine.Command;

/** Bridges beside what the reactive libraries have themselves. */
@Command(
    name = "bridges",
    description = "The four verbs of each library, beside its own ways to do the same.")
final class BridgesCommand extends Measurement {
  @Override
  List<Case> cases() {
    return BridgeCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.values());
  }
}
