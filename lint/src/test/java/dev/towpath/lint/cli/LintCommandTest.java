package dev.towpath.lint.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.Samples;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintCommandTest {

  @TempDir static Path folder;

  private static Path application;

  @BeforeAll
  static void compileTheApplication() throws IOException {
    application =
        Samples.compiled(
            folder.resolve("app"),
            """
            package app;
            class Orders {
              void start(io.vertx.core.Vertx vertx) { vertx.setTimer(1, id -> load()); }
              void load() { try { Thread.sleep(9000); } catch (InterruptedException e) { throw new IllegalStateException(e); } }
            }
            """);
  }

  private record Run(int exit, String out, String err) {}

  private static Run run(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] texts = java.util.Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
    PrintStream oldOut = System.out;
    PrintStream oldErr = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exit = LintCommand.run(texts);
      return new Run(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(oldOut);
      System.setErr(oldErr);
    }
  }

  @Test
  void findingsEndWithExitCodeOneAndTellTheWay() {
    Run run = run("scan", application);

    assertThat(run.exit).isEqualTo(1);
    assertThat(run.out)
        .contains("Orders.start (Orders.java:3) > Orders.load (Orders.java:4) > Thread.sleep");
  }

  @Test
  void codeWithoutFindingsEndsWithExitCodeZero() {
    assertThat(run("scan", "--rule", "netty", application).exit).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text  | why      vertx: registered by Vertx.setTimer
          md    | ## Thread.sleep in Orders.load
          json  | "rootClass":"app.Orders"
          sarif | "codeFlows"
          html  | <li class="sink"><code>java.lang.Thread#sleep</code>
          """)
  void everyFormatHasTheFinding(String format, String expected) throws IOException {
    Path report = folder.resolve("report." + format);

    run("scan", "--format", format, "--out", report, application);

    assertThat(Files.readString(report)).contains(expected);
  }

  @Test
  void jsonIsOneObjectALine() {
    Run run = run("scan", "--format", "json", application);

    assertThat(run.out.lines())
        .hasSize(1)
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"));
  }

  @Test
  void theSameScanPrintsTheSameTwice() {
    assertThat(run("scan", "--level", "all", application).out)
        .isEqualTo(run("scan", "--level", "all", application).out);
  }

  @Test
  void explainNeverSaysSafe() {
    assertThat(run("explain", "java.lang.Thread#sleep").out).startsWith("BLOCKS");
    assertThat(run("explain", "java.util.ArrayList#add").out).startsWith("NO EVIDENCE");
    assertThat(run("explain", "-cp", application, "app.Orders#load").out)
        .startsWith("BLOCKS")
        .contains("SLEEP: Orders.load (Orders.java:4) > Thread.sleep");
  }

  @Test
  void aFolderWithoutClassesIsBadInput() throws IOException {
    badInput("no class files in", "scan", Files.createDirectories(folder.resolve("empty")));
  }

  @Test
  void aBrokenClassFileIsBadInput() throws IOException {
    Path broken = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(broken.resolve("Broken.class"), "not a class file");

    badInput("not a readable class file", "scan", broken);
  }

  @Test
  void aMissingJarIsBadInput() {
    badInput("no such jar or folder: missing.jar", "scan", "missing.jar");
    badInput("no such jar or folder: missing.jar", "scan", "-cp", "missing.jar", application);
  }

  @Test
  void aJarThatIsNoneIsBadInput() throws IOException {
    badInput("not a readable jar", "scan", Files.writeString(folder.resolve("fake.jar"), "x"));
  }

  @Test
  void anUnknownRuleIsBadInput() {
    badInput("unknown rule: corba", "scan", "--rule", "corba", application);
  }

  @Test
  void anUnknownSignatureIsBadInput() {
    badInput("unknown class: com.acme.Nothing", "explain", "com.acme.Nothing#run");
    badInput("unknown method: java.lang.Thread#slumber", "explain", "java.lang.Thread#slumber");
    badInput("not a signature", "explain", "Thread.sleep");
  }

  @Test
  void anUnwritableReportIsBadInput() {
    badInput(
        "report cannot be written",
        "scan",
        "--out",
        folder.resolve("no/such/folder/x"),
        application);
  }

  @Test
  void anUnknownFormatIsBadInput() {
    badInput("--format", "scan", "--format", "pdf", application);
  }

  private static void badInput(String message, Object... args) {
    Run run = run(args);

    assertThat(run.exit).isEqualTo(2);
    assertThat(run.err.lines().filter(line -> line.contains(message))).hasSize(1);
    assertThat(run.err).doesNotContain("\tat ");
  }
}
