package dev.towpath.benchmarks;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point of all benchmarks. Without arguments it lists them. */
@Command(
    name = "benchmarks",
    description = "Measures this library beside others, and reports ratios.",
    usageHelpAutoWidth = true,
    subcommands = {
      ChannelsCommand.class,
      GateCommand.class,
      BridgesCommand.class,
      TasksCommand.class,
      ScopesCommand.class,
      LoadCommand.class,
      PrimerCommand.class,
      SeeingCommand.class
    })
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  /** Exits with 0, with 1 if a run failed, or with 2 if the arguments are wrong. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setParameterExceptionHandler(Main::refuse);
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static int refuse(ParameterException wrong, String[] args) {
    CommandLine command = wrong.getCommandLine();
    String message = wrong.getMessage().lines().findFirst().orElse("wrong arguments");
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !command.getSubcommands().isEmpty()) {
      message = noSuchBenchmark(unmatched.getUnmatched(), command);
    }
    command.getErr().println(message);
    return ExitCode.USAGE;
  }

  private static String noSuchBenchmark(List<String> unmatched, CommandLine command) {
    return "no such benchmark: "
        + String.join(" ", unmatched)
        + " (there is: "
        + String.join(", ", command.getSubcommands().keySet())
        + ")";
  }
}
