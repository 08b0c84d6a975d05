package dev.towpath.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code docs/contract.md}: rule by adapter by version of its library, as the tests have said. Made
 * by {@code .ci/contract}, from what {@link ContractRecorder} remembered in whole runs.
 */
public final class ContractPage {
  /**
   * One column.
   *
   * @param title its name, before the version
   * @param modules whose verdicts it shows
   * @param line how the version of the library starts
   */
  private record Column(String title, Set<String> modules, String line) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Flow", Set.of("bridge", "testkit", "context"), ""),
          new Column("Reactor", Set.of("reactor"), "3.7."),
          new Column("Reactor", Set.of("reactor"), "3.8."),
          new Column("RxJava", Set.of("rxjava3"), "3."),
          new Column("Vert.x", Set.of("vertx"), "4.5."),
          new Column("Vert.x", Set.of("vertx"), "5."),
          new Column("JDK", Set.of("jdk"), ""));

  private static final int NAMED = 2;
  private static final String NOTHING = "–";
  private static final Pattern PART = Pattern.compile(" \\| ");
  private static final Pattern FILE_NAME = Pattern.compile("_");

  private final Map<Column, List<Verdict>> verdicts = new LinkedHashMap<>();
  private final Map<Column, String> versions = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  private ContractPage() {}

  /**
   * Writes or checks the page; exits with 1 if it is not what the verdicts say, or if they are not
   * complete.
   *
   * @param args {@code write} or {@code check}, the rules, the folder of verdicts, the page
   */
  public static void main(String[] args) throws IOException {
    ContractPage page = new ContractPage();
    page.read(Path.of(args[2]));
    String text = String.join("\n", page.lines(Files.readAllLines(Path.of(args[1])))) + "\n";
    Path file = Path.of(args[3]);
    if (args[0].equals("write")) {
      Files.writeString(file, text);
    } else {
      page.compare(Files.readString(file), text);
    }
    page.faults.forEach(System.err::println);
    if (!page.faults.isEmpty()) {
      System.exit(1);
    }
  }

  /** What the page should be, and the faults of its verdicts at the end; for tests. */
  static List<String> of(List<String> rules, Path folder) throws IOException {
    ContractPage page = new ContractPage();
    page.read(folder);
    List<String> lines = new ArrayList<>(page.lines(rules));
    lines.addAll(page.faults);
    return lines;
  }

  private void read(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(folder)) {
      files = found.sorted().toList();
    }
    for (Column column : COLUMNS) {
      verdicts.put(column, new ArrayList<>());
      versions.put(column, "");
      for (Path file : files) {
        String[] name = FILE_NAME.split(file.getFileName().toString());
        if (column.modules().contains(name[0]) && name[1].startsWith(column.line())) {
          versions.put(column, name[1]);
          Files.readAllLines(file).stream().map(Verdict::of).forEach(verdicts.get(column)::add);
        }
      }
      if (verdicts.get(column).isEmpty()) {
        faults.add("no verdicts on " + column.title() + " " + column.line());
      }
    }
  }

  private void compare(String is, String should) {
    if (is.equals(should)) {
      return;
    }
    List<String> before = is.lines().toList();
    should
        .lines()
        .filter(line -> !before.contains(line))
        .forEach(line -> faults.add("docs/contract.md should say: " + line));
    faults.add("docs/contract.md is not what the tests say; 'bash .ci/contract' writes it");
  }

  private List<String> lines(List<String> rules) {
    List<String> table = new ArrayList<>();
    List<String> heldByNobody = new ArrayList<>();
    table.add("| | | " + String.join(" | ", COLUMNS.stream().map(this::title).toList()) + " |");
    table.add("| --- ".repeat(COLUMNS.size() + 2) + "|");
    for (String rule : rules) {
      String[] parts = PART.split(rule);
      String elsewhere = parts.length > 2 ? " (" + parts[2] + ")" : "";
      List<String> cells =
          COLUMNS.stream().map(column -> cell(parts[0], !elsewhere.isEmpty(), column)).toList();
      if (cells.stream().allMatch(cell -> cell.startsWith(NOTHING))) {
        heldByNobody.add(parts[0]);
      }
      table.add(
          "| %s | %s%s | %s |".formatted(parts[0], parts[1], elsewhere, String.join(" | ", cells)));
    }
    List<String> lines = new ArrayList<>(INTRODUCTION.lines().toList());
    lines.addAll(table);
    lines.add("");
    if (!heldByNobody.isEmpty()) {
      lines.add("Held by no test of an adapter: " + String.join(", ", heldByNobody) + ".");
      lines.add("");
    }
    for (int i = 0; i < notes.size(); i++) {
      lines.add((i + 1) + ". " + notes.get(i));
    }
    return lines;
  }

  private String title(Column column) {
    return (column.title() + " " + versions.get(column)).strip();
  }

  private String cell(String number, boolean elsewhere, Column column) {
    List<Verdict> of =
        verdicts.get(column).stream().filter(verdict -> verdict.number().equals(number)).toList();
    if (of.stream().anyMatch(verdict -> verdict.outcome() == Verdict.Outcome.FAILED)) {
      faults.add(number + " fails on " + title(column));
      return "**FAILED**";
    }
    Set<String> holding = new TreeSet<>();
    Set<String> reasons = new TreeSet<>();
    for (Verdict verdict : of) {
      if (verdict.outcome() == Verdict.Outcome.PASSED) {
        holding.add(verdict.by());
      } else {
        reasons.add(verdict.reason());
      }
    }
    if (holding.contains(Verdict.KIT) && reasons.isEmpty()) {
      return Verdict.KIT;
    }
    String notesOf = String.join("", reasons.stream().map(this::note).toList());
    if (holding.remove(Verdict.KIT)) {
      return Verdict.KIT + (holding.isEmpty() ? "" : ", own") + notesOf;
    }
    if (!holding.isEmpty()) {
      return named(holding) + notesOf;
    }
    if (reasons.isEmpty() && !elsewhere) {
      faults.add("nobody says anything about " + number + " on " + title(column));
    }
    return NOTHING + notesOf;
  }

  private static String named(Set<String> classes) {
    String names =
        String.join(", ", classes.stream().limit(NAMED).map(name -> "`" + name + "`").toList());
    return classes.size() > NAMED ? names + ", ..." : names;
  }

  private String note(String reason) {
    if (!notes.contains(reason)) {
      notes.add(reason);
    }
    return " [" + (notes.indexOf(reason) + 1) + "]";
  }

  private static final String INTRODUCTION =
      """
      # The contract, adapter by adapter

      What the tests say about each rule and each pitfall, on each line of each library. This page is
      written from their run by `bash .ci/contract`; `bash .ci/run` fails when it is out of date.

      `kit`: held by the [testkit](../adapters/testkit/README.md)'s suite, which you can run on an adapter
      of your own; `own`, or the name of a test class: by the adapter's own tests. A number in brackets: a
      part of the suite, or all of it, cannot apply, for the reason below. – alone: no such thing here.

      """;
}
