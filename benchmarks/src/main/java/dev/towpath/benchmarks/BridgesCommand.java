package dev.towpath.benchmarks;

import dev.towpath.benchmarks.bridges.BridgeCases;
import dev.towpath.benchmarks.bridges.Deadlines;
import dev.towpath.benchmarks.bridges.Releases;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Bridges beside what the reactive libraries have themselves. */
@Command(
    name = "bridges",
    description = "The four verbs of each library, beside its own ways to do the same.")
final class BridgesCommand extends Measurement {
  @Spec private CommandSpec command;

  private static final int MOST_WAITS = 1_000; // each takes its time

  private int cancels;

  @Option(
      names = "--cancels",
      paramLabel = "COUNT",
      defaultValue = "100000",
      description = "How many waits of each kind to cancel; 0 for none.")
  void cancels(int count) {
    if (count < 0) {
      throw new ParameterException(command.commandLine(), "--cancels < 0: " + count);
    }
    cancels = count;
  }

  @Override
  List<Case> cases() {
    return BridgeCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.QUIET, Regime.ONE_CARRIER);
  }

  @Override
  List<String> beside(Effort effort) throws Exception {
    if (cancels == 0) {
      return List.of();
    }
    boolean smoke = effort == Effort.SMOKE;
    List<String> lines = new ArrayList<>(new Releases(smoke ? 1 : cancels).report());
    lines.addAll(new Deadlines(smoke ? 1 : Math.min(cancels, MOST_WAITS)).report());
    return lines;
  }
}
