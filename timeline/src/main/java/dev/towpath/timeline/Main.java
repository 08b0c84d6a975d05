package dev.towpath.timeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a page of a flight recording, or of a sample that it runs. */
@Command(
    name = "timeline",
    description = "A page from a flight recording: who ran, who waited, who sent what to whom.",
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true)
public final class Main implements Runnable {
  @Spec private CommandSpec spec;

  @Option(
      names = "--messages",
      paramLabel = "COUNT",
      defaultValue = "50000",
      scope = CommandLine.ScopeType.INHERIT,
      description = "How many messages to draw at most; ${DEFAULT-VALUE} unless told.")
  private int messages;

  /** Exits with 0, with 1 if the page could not be made, or with 2 if the arguments are wrong. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((wrong, args) -> {
      wrong.getCommandLine().getErr().println(firstLine(wrong));
      return ExitCode.USAGE;
    });
    return line;
  }

  private static String firstLine(ParameterException wrong) {
    return wrong.getMessage().lines().findFirst().orElse("wrong arguments");
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** A recording that somebody made. */
  @Command(
      name = "page",
      description = "Makes a page of a recording. towpath.jfc has the settings to record with.",
      mixinStandardHelpOptions = true)
  int page(
      @Parameters(paramLabel = "RECORDING", description = "A .jfr file.") Path recording,
      @Option(names = "--out", paramLabel = "PAGE", description = "RECORDING.html unless told.")
          Path out)
      throws IOException {
    Path page = out == null ? Path.of(recording + ".html") : out;
    check(page);
    if (!Files.isReadable(recording)) {
      throw wrong("no such recording: " + recording);
    }
    Events events;
    try {
      events = Events.of(recording);
    } catch (IOException e) {
      throw wrong("not a recording: " + recording + " (" + e.getMessage() + ")");
    }
    if (events.threads.values().stream().noneMatch(thread -> thread.ours)) {
      throw wrong("no event of Towpath in the recording: " + recording);
    }
    return write(String.valueOf(recording.getFileName()), events, page);
  }

  /** One of our own. */
  @Command(
      name = "sample",
      description = "Runs a sample on record, and makes a page of it.",
      mixinStandardHelpOptions = true)
  int sample(
      @Parameters(paramLabel = "NAME", description = "${COMPLETION-CANDIDATES}") Sample sample,
      @Option(names = "--out", paramLabel = "PAGE", description = "NAME.html unless told.")
          Path out)
      throws IOException, InterruptedException {
    Path page = out == null ? Path.of(sample.name().toLowerCase(Locale.ROOT) + ".html") : out;
    check(page);
    Path recording = Files.createTempFile("towpath", ".jfr");
    try {
      sample.record(recording);
      return write(sample.title, Events.of(recording), page);
    } finally {
      Files.delete(recording);
    }
  }

  /** Refuses what cannot be before anything is run or read. */
  private void check(Path page) {
    if (messages < 0) {
      throw wrong("--messages < 0: " + messages);
    }
    if (page.getParent() != null && !Files.isDirectory(page.getParent())) {
      throw wrong("no such folder: " + page.getParent());
    }
  }

  private int write(String title, Events events, Path page) throws IOException {
    Files.writeString(page, Page.of(Drawing.of(title, events, messages)));
    spec.commandLine().getOut().println(page.toAbsolutePath());
    return ExitCode.OK;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
