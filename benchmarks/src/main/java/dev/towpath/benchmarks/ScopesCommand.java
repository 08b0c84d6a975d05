package dev.towpath.benchmarks;

import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import dev.towpath.benchmarks.tasks.ScopeCases;
import dev.towpath.benchmarks.tasks.Sleepers;
import java.util.List;
import picocli.CommandLine.Command;

/** Scopes beside the JDK's preview, Kotlin's and Go. */
@Command(
    name = "scopes",
    description = "Scopes: time for a task forked and joined, and a million tasks that sleep.")
final class ScopesCommand extends Measurement {
  @Override
  List<Case> cases() {
    return ScopeCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.QUIET, Regime.ONE_CARRIER);
  }

  @Override
  List<String> beside(Effort effort) throws Exception {
    return effort == Effort.FULL ? Sleepers.report() : List.of();
  }
}
