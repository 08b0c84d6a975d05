package dev.towpath.benchmarks;

import dev.towpath.benchmarks.report.Figure;
import dev.towpath.benchmarks.report.Machine;
import dev.towpath.benchmarks.report.Report;
import dev.towpath.benchmarks.report.Table;
import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.benchmarks.run.Campaign;
import dev.towpath.benchmarks.run.Campaign.Leg;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.GoProgram;
import dev.towpath.benchmarks.run.Regime;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** A command that runs cases and reports them: what its kinds share. */
@Command(mixinStandardHelpOptions = false, usageHelpAutoWidth = true)
abstract class Measurement implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @ArgGroup private Haste haste = new Haste();

  @Option(
      names = "--filter",
      paramLabel = "REGEX",
      description = "Only cases in whose name this is found.")
  private Pattern filter = Pattern.compile("");

  @Option(
      names = "--against",
      paramLabel = "REGEX",
      description = "Only rivals in whose name this is found.")
  private Pattern against = Pattern.compile("");

  @Option(
      names = "--regime",
      paramLabel = "NAME",
      converter = RegimeConverter.class,
      description = "Only under these conditions: quiet, parallelism=1 or busy.")
  private Regime only;

  @Option(
      names = "--patience",
      paramLabel = "MINUTES",
      defaultValue = "0",
      description =
          "Wait up to so long in all for a quiet machine, and repeat runs that were disturbed.")
  private int patience;

  @Option(
      names = "--report",
      paramLabel = "FOLDER",
      defaultValue = "${sys:bench.report:-target/report}",
      description = "Where the report goes.")
  private Path folder;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  private static final class Haste {
    @Option(
        names = "--quick",
        description = "Three minutes: fewer cases and short runs, for a first impression.")
    private boolean quick;

    @Option(names = "--smoke", description = "Each case once, to know that it runs; no report.")
    private boolean smoke;

    Effort effort() {
      return smoke ? Effort.SMOKE : quick ? Effort.QUICK : Effort.FULL;
    }
  }

  private static final class RegimeConverter implements ITypeConverter<Regime> {
    @Override
    public Regime convert(String label) {
      try {
        return Regime.labelled(label);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** All cases, in the order of the report. */
  abstract List<Case> cases();

  /** Under which conditions, if the user does not say. */
  abstract List<Regime> regimes();

  /**
   * Measures what is no case: none, unless a command has some.
   *
   * @return lines for the report
   */
  List<String> beside(Effort effort) throws Exception {
    return List.of();
  }

  @Override
  public Integer call() throws Exception {
    Effort effort = haste.effort();
    Optional<String> go = GoProgram.version();
    List<Leg> legs = legs(effort, go.isPresent());
    PrintWriter out = spec.commandLine().getOut();
    String facts = Machine.facts() + (compareWithGo() ? "\n" + line(go) : "");
    out.println(facts);
    Campaign campaign = new Campaign(effort, Duration.ofMinutes(patience), out);
    List<Figure> figures = campaign.run(legs);
    List<String> beside = beside(effort);
    out.println();
    if (effort == Effort.SMOKE) {
      out.println(figures.size() + " benchmarks ran");
    } else {
      out.print(Table.of(figures, Rivals.OURS));
      beside.forEach(out::println);
      out.println("load:    " + Machine.load());
      new Report(folder, spec.name()).write(figures, beside, facts, Rivals.OURS);
      out.println("report:  " + folder.toAbsolutePath().normalize());
    }
    campaign.failures().forEach(failure -> out.println("FAILED  " + failure));
    return campaign.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private boolean compareWithGo() {
    return cases().stream().anyMatch(subject -> subject.rivals().contains(Rivals.GO));
  }

  private static String line(Optional<String> go) {
    return "go:      " + go.orElse("no toolchain on the path, left out");
  }

  private List<Leg> legs(Effort effort, boolean withGo) {
    boolean briefly = effort == Effort.QUICK && filter.pattern().isEmpty();
    List<Case> chosen =
        cases().stream()
            .filter(candidate -> !briefly || candidate.brief())
            .filter(candidate -> filter.matcher(candidate.name()).find())
            .toList();
    if (chosen.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "no case matches --filter " + filter + " (there is: " + names() + ")");
    }
    List<Leg> legs = new ArrayList<>();
    for (Regime regime : regimes(effort)) {
      chosen.forEach(
          subject -> legs.add(new Leg(regime, withRivals(subject, regime, effort, withGo))));
    }
    return legs;
  }

  private List<Regime> regimes(Effort effort) {
    if (!effort.forks()) {
      return List.of(Regime.QUIET); // in this JVM, as it is
    }
    if (only != null) {
      return List.of(only);
    }
    return effort == Effort.QUICK
        ? regimes().stream().filter(regime -> regime != Regime.BUSY).toList()
        : regimes();
  }

  private String names() {
    return cases().stream().map(Case::name).collect(Collectors.joining(", "));
  }

  /**
   * Leaves out rivals not asked for; a quick run has time for the chief one only on one carrier.
   */
  private Case withRivals(Case subject, Regime regime, Effort effort, boolean withGo) {
    boolean chiefOnly = effort == Effort.QUICK && only == null && regime != Regime.QUIET;
    List<String> rivals =
        subject.rivals().stream()
            .filter(rival -> rival.equals(Rivals.OURS) || against.matcher(rival).find())
            .filter(rival -> withGo || !rival.equals(Rivals.GO))
            .limit(chiefOnly ? 2 : Integer.MAX_VALUE)
            .toList();
    return new Case(subject.name(), subject.benchmark(), subject.params(), rivals, subject.brief());
  }
}
