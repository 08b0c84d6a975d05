package dev.towpath.lint.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Finds blocking calls on event loops in jars and class folders, and explains single methods. */
@Command(
    name = "towpath-lint",
    description = "Finds blocking calls on event loops, and explains whether a method blocks.",
    subcommands = {ScanCommand.class, ExplainCommand.class},
    mixinStandardHelpOptions = true,
    version = "towpath-lint 0.1.0")
final class LintCommand {

  static final int FINDINGS = 1;
  static final int BAD_INPUT = 2;

  private LintCommand() {}

  /** Runs the command line; 0 nothing found, 1 findings, 2 bad input. */
  static int run(String... args) {
    CommandLine line = new CommandLine(new LintCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler((problem, command, parsed) -> {
      if (!(problem instanceof BadInput)) {
        throw problem;
      }
      command.getErr().println("towpath-lint: " + problem.getMessage());
      return BAD_INPUT;
    });
    line.setParameterExceptionHandler((problem, unused) -> {
      line.getErr().println("towpath-lint: " + problem.getMessage());
      return BAD_INPUT;
    });
    return line.execute(args);
  }

  public static void main(String[] args) {
    System.exit(run(args));
  }
}
