package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.Verdicts.Row;
import dev.towpath.benchmarks.load.server.Arm;
import dev.towpath.benchmarks.report.Chart;
import dev.towpath.benchmarks.report.Json;
import dev.towpath.benchmarks.report.LineChart;
import dev.towpath.benchmarks.report.Template;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of a report: a page that is complete in itself, its lead figure, tables, CSV, JSON. */
final class LoadReport {
  private static final String TEMPLATE = "/report/load.html";
  private static final int WIDE = 900;
  private static final int NARROW = 380;
  private static final int HEIGHT = 440;

  private final Store store;
  private final Charts charts;
  private final List<Cell> cells;
  private final List<Summary> summaries;
  private final List<Row> rows;
  private final String facts;
  private final String crossings;

  /**
   * @param facts of the machine and the run, a line each
   */
  LoadReport(Store store, Bridges bridges, String facts) throws IOException {
    this.store = store;
    this.cells = Checks.undisturbed(store.cells());
    this.charts = new Charts(cells, store);
    this.summaries = Summary.of(charts, cells);
    this.rows = Verdicts.of(charts, cells);
    this.facts = facts;
    this.crossings = bridges.text(charts);
  }

  /** A heading, a sentence on how to read it, and charts. */
  private record Section(String heading, String sentence, List<Chart> charts) {
    String json() {
      return String.format(
          "{\"heading\": %s, \"sentence\": %s, \"charts\": [%s]}",
          Json.quoted(heading),
          Json.quoted(sentence),
          charts.stream().map(Chart::json).collect(Collectors.joining(",\n")));
    }
  }

  /** Writes all of them, and returns the tables as text. */
  String write() throws IOException {
    String text = facts + "\n\n" + new LoadTables(charts, cells, rows).text() + "\n" + crossings;
    Path folder = store.folder();
    Chart lead = charts.lead();
    Files.writeString(folder.resolve("load.txt"), text);
    Files.writeString(folder.resolve("hogs.svg"), LineChart.svg(lead, WIDE, HEIGHT));
    Files.writeString(folder.resolve("load.csv"), Summary.csv(summaries));
    Files.writeString(folder.resolve("load.json"), json());
    Files.writeString(
        folder.resolve("load.html"),
        Template.read(TEMPLATE)
            .markup("wide", LineChart.svg(lead, WIDE, HEIGHT))
            .markup("narrow", LineChart.svg(lead, NARROW, HEIGHT))
            .text("text", text)
            .text("facts", facts)
            .text("crossings", crossings.isEmpty() ? "not measured in this run" : crossings)
            .json(
                "sections",
                sections().stream().map(Section::json).collect(Collectors.joining(",", "[", "]")))
            .json("verdicts", verdicts())
            .page());
    return text;
  }

  private List<Section> sections() throws IOException {
    return Stream.of(hogs(), offLoaded(), load(), processorShare(), memory(), carriers())
        .filter(section -> section.charts.stream().anyMatch(chart -> !chart.lines().isEmpty()))
        .toList();
  }

  private Section hogs() throws IOException {
    return new Section(
        "Hogs, everything where it runs by itself",
        "Left to right more requests burn 50 to 200 ms of processor time each. Lower is better;"
            + " bars are the range of the rounds.",
        List.of(
            charts.byHogs("p50", Cell.P50, Arm.Kind.AS_IS),
            charts.byHogs("p99.9", Cell.P999, Arm.Kind.AS_IS),
            charts.curves()));
  }

  private Section offLoaded() {
    return new Section(
        "Hogs, off-loaded as each style usually does",
        "executeBlocking, boundedElastic, io and fixed pools compute every score; the two bounded"
            + " ones only hogs, and leave one core to others.",
        List.of(
            charts.byHogs("p50", Cell.P50, Arm.Kind.OFF_LOADED),
            charts.byHogs("p99", Cell.P99, Arm.Kind.OFF_LOADED),
            charts.byHogs("p99.9", Cell.P999, Arm.Kind.OFF_LOADED)));
  }

  private Section load() {
    return new Section(
        "Load, to 120 % and back",
        "Each request burns 4 ms. At 100 % the cores could do nothing else than that, so nobody"
            + " serves it all.",
        List.of(
            charts.throughput(), charts.byLoad("p50", Cell.P50), charts.byLoad("p99", Cell.P99)));
  }

  private Section processorShare() {
    return new Section(
        "Processor share of a request",
        "Each request takes 8 ms: so much of it is processor time, the rest is the remote service.",
        List.of(
            charts.byProcessorShare("p50", Cell.P50), charts.byProcessorShare("p99", Cell.P99)));
  }

  private Section memory() {
    return new Section(
        "Memory for a request under way",
        "Requests are held by the remote service, over HTTP/2. The pool has 200 of them there and"
            + " the rest in its queue.",
        List.of(
            charts.memory("Live heap", Cell.HEAP),
            charts.memory("Resident memory, as far as it grew", Cell.RSS)));
  }

  private Section carriers() {
    return new Section(
        "Carriers",
        "The two styles on virtual threads, with as many carriers.",
        List.of(charts.byCarriers("p50", Cell.P50), charts.byCarriers("p99", Cell.P99)));
  }

  private String verdicts() {
    return rows.stream()
        .map(row ->
            String.format(
                "{\"verdict\": %s, \"what\": %s, \"ours\": %s, \"rival\": %s, \"ratio\": %s}",
                Json.quoted(row.verdict().label),
                Json.quoted(row.what()),
                Json.quoted(row.ours()),
                Json.quoted(row.rival()),
                Json.quoted(row.interval())))
        .collect(Collectors.joining(",\n", "[", "]"));
  }

  private String json() {
    return "{\n\"facts\": "
        + Json.quoted(facts)
        + ",\n\"figures\": "
        + Summary.json(summaries)
        + ",\n\"ratios\": "
        + verdicts()
        + "\n}\n";
  }
}
