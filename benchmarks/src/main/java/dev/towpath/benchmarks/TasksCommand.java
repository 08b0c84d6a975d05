package dev.towpath.benchmarks;

import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import dev.towpath.benchmarks.tasks.TaskCases;
import dev.towpath.benchmarks.tasks.Waits;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Executors beside the JDK's pools, and beside a semaphore around its virtual threads. */
@Command(
    name = "tasks",
    description = "Bounded executors: time for a task, and how long it waits to begin.")
final class TasksCommand extends Measurement {
  @Spec private CommandSpec command;

  private int waits;

  @Option(
      names = "--waits",
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "How many tasks each of 100 clients asks for; 0 for none.")
  void waits(int count) {
    if (count < 0) {
      throw new ParameterException(command.commandLine(), "--waits < 0: " + count);
    }
    waits = count;
  }

  @Override
  List<Case> cases() {
    return TaskCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.values());
  }

  @Override
  List<String> beside(Effort effort) throws Exception {
    return waits == 0 ? List.of() : new Waits(effort == Effort.SMOKE ? 1 : waits).report();
  }
}
