package dev.towpath.samples;

import dev.towpath.samples.crossing.Archive;
import dev.towpath.samples.crossing.FileServer;
import dev.towpath.samples.crossing.Job;
import dev.towpath.samples.crossing.Outcome;
import dev.towpath.samples.crossing.PathArchive;
import dev.towpath.samples.crossing.ProgressBar;
import dev.towpath.samples.crossing.Report;
import dev.towpath.samples.crossing.SetupException;
import dev.towpath.samples.crossing.Style;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * Files cross from legacy code into plain loops and back. A Vert.x server on this machine serves
 * them; legacy code fetches them, in one style after the other; loops on virtual threads hash them
 * and load the sums into a database; the rows go back to a subscriber, which counts them.
 */
@Command(
    name = "crossing",
    description = {
      "Carries files from callbacks, futures, Flow, Reactor, RxJava and Vert.x into plain loops on"
          + " virtual threads and back, and proves that none is lost.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit code:%n",
    exitCodeList = {
      "0:every file arrived as it was",
      "1:a file is lost or differs, or cannot be read",
      "2:wrong options or input, or a port or folder that cannot be used"
    })
public final class Crossing implements Callable<Integer> {
  private static final int GOOD = 0;
  private static final int BAD = 1;
  private static final int MOST_DEMAND = 1000;
  private static final int LAST_PORT = 65_535;

  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec;

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "A folder or a jar; without it, the class files of the running JDK.")
  private Path input;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many files to take at most (default: ${DEFAULT-VALUE}).")
  private int limit = 4000;

  @Option(
      names = "--demand",
      paramLabel = "N",
      description = "How many values legacy code may be ahead of us (default: ${DEFAULT-VALUE}).")
  private int demand = 64;

  @Option(
      names = "--style",
      paramLabel = "NAME",
      converter = StyleByName.class,
      description =
          "callback, future, flow, flux, rx or vertx; can be given several times (default: all).")
  private List<Style> styles = Style.all();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where to serve the files on this machine (default: any free port).")
  private int port = FileServer.ANY_PORT;

  @Option(
      names = "--temp",
      paramLabel = "PATH",
      description = "A folder for the database (default: the system's for temporary files).")
  private Path temp = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  private Crossing(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    System.exit(run(System.out, System.err, args));
  }

  /** Runs the program and returns its exit code. */
  static int run(PrintStream out, PrintStream err, String... args) {
    return new CommandLine(new Crossing(out, err))
        .setOut(new PrintWriter(out, true))
        .setExecutionExceptionHandler((failure, command, given) -> inOneLine(failure, err))
        .setParameterExceptionHandler((wrong, given) -> inOneLine(wrong, err))
        .execute(args);
  }

  @Override
  public Integer call() throws Exception {
    check(limit >= 1, "--limit < 1: " + limit);
    check(
        demand >= 1 && demand <= MOST_DEMAND, "--demand not in 1.." + MOST_DEMAND + ": " + demand);
    check(port >= 0 && port <= LAST_PORT, "--port not in 0.." + LAST_PORT + ": " + port);
    try (PathArchive archive = open()) {
      out.printf(
          "The crossing: %,d of %,d %s, demand %,d%n",
          archive.names().size(), archive.found(), archive.title(), demand);
      return carry(archive, port, temp, demand, styles, out);
    } catch (SetupException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      err.println(e.getMessage());
      return BAD;
    }
  }

  /** Carries all files of an archive across, in each style, and returns the exit code. */
  static int carry(
      Archive archive, int port, Path temp, int demand, List<Style> styles, PrintStream out)
      throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    try (FileServer server = FileServer.start(archive, port)) {
      Job job = new Job(archive, server.uri(), demand, temp);
      for (Style style : styles) {
        ProgressBar progress = new ProgressBar(out, style.name(), archive.names().size());
        try {
          outcomes.add(job.run(style, row -> progress.step()));
        } finally {
          progress.end();
        }
      }
    }
    Report report = new Report(outcomes);
    report.print(out);
    return report.isGood() ? GOOD : BAD;
  }

  private PathArchive open() {
    try {
      return input == null ? PathArchive.ofJdk(limit) : PathArchive.of(input, limit);
    } catch (IOException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private static int inOneLine(Exception failure, PrintStream err) {
    err.println(failure);
    return BAD;
  }

  private static int inOneLine(ParameterException wrong, PrintStream err) {
    err.println(wrong.getMessage() + " (--help shows the options)");
    return CommandLine.ExitCode.USAGE;
  }

  private static final class StyleByName implements ITypeConverter<Style> {
    @Override
    public Style convert(String name) {
      return Style.all().stream()
          .filter(style -> style.name().equals(name))
          .findFirst()
          .orElseThrow(() -> new TypeConversionException("no such style: " + name));
    }
  }
}
