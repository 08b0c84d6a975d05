package dev.towpath.benchmarks;

import dev.towpath.benchmarks.channels.ChannelCases;
import dev.towpath.benchmarks.report.Comparison;
import dev.towpath.benchmarks.report.Figure;
import dev.towpath.benchmarks.report.Table;
import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.benchmarks.run.Campaign;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether channels are still as much faster than Jox as was stated. */
@Command(
    name = "gate",
    description = {
      "Channels beside Jox with one carrier, by processor time: the steadiest figures there are.",
      "Fails when a ratio is below 0.7 of the stated one."
    })
final class GateCommand implements Callable<Integer> {
  /** What machines may differ by. */
  private static final double TOLERATED = 0.7;

  @Spec private CommandSpec spec;

  @Option(names = "--help", usageHelp = true, description = "Shows this.")
  private boolean help;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Double> stated = ChannelCases.statedRatios();
    List<Campaign.Leg> legs =
        ChannelCases.all().stream()
            .filter(subject -> stated.containsKey(subject.name()))
            .map(GateCommand::againstJox)
            .toList();
    Campaign campaign = new Campaign(Effort.GATE, Duration.ZERO, out);
    List<Figure> figures = campaign.run(legs);
    out.println();
    out.print(Table.of(figures, Rivals.OURS));
    List<String> complaints = complaints(figures, stated);
    complaints.forEach(out::println);
    campaign.failures().forEach(failure -> out.println("FAILED  " + failure));
    return complaints.isEmpty() && campaign.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  private static Campaign.Leg againstJox(Case subject) {
    return new Campaign.Leg(
        Regime.ONE_CARRIER,
        new Case(
            subject.name(),
            subject.benchmark(),
            subject.params(),
            List.of(Rivals.OURS, Rivals.JOX),
            true));
  }

  /** Returns a line for each case that is not as fast as stated. */
  static List<String> complaints(List<Figure> figures, Map<String, Double> stated) {
    return Comparison.of(figures, Rivals.OURS).stream()
        .filter(both -> both.ratio() < TOLERATED * stated.get(both.ours().name()))
        .map(both ->
            String.format(
                Locale.ROOT,
                "TOO SLOW  %s: %.2fx Jox, stated %.2fx",
                both.ours().name(),
                both.ratio(),
                stated.get(both.ours().name())))
        .toList();
  }
}
