package dev.towpath.benchmarks;

import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Regime;
import dev.towpath.benchmarks.seeing.SeeingCases;
import java.util.List;
import picocli.CommandLine.Command;

/** What it costs to be looked at, and to be able to. */
@Command(
    name = "seeing",
    description = "Names, counters, snapshots and the flight recorder: what they cost.")
final class SeeingCommand extends Measurement {
  @Override
  List<Case> cases() {
    return SeeingCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.ONE_CARRIER);
  }
}
