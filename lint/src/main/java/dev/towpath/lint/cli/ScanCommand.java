package dev.towpath.lint.cli;

import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.engine.Analysis;
import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Options;
import dev.towpath.lint.engine.Report;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.report.Format;
import dev.towpath.lint.report.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scans jars and class folders. */
@Command(
    name = "scan",
    description =
        "Scans jars and class folders. Exit code 0: nothing found, 1: findings, 2: bad input.",
    mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

  /** What to report. */
  enum Level {
    CERTAIN(Confidence.CERTAIN),
    LIKELY(Confidence.LIKELY),
    ALL(Confidence.POSSIBLE);

    private final Confidence confidence;

    Level(Confidence confidence) {
      this.confidence = confidence;
    }

    Confidence confidence() {
      return confidence;
    }
  }

  @Parameters(paramLabel = "PATH", arity = "1..*", description = "jars or class folders to scan")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = {"-cp", "--classpath"},
      split = "[:;]",
      description = "libraries that the code uses")
  private List<Path> classPath = new ArrayList<>();

  @Option(names = "--format", description = "${COMPLETION-CANDIDATES}", defaultValue = "TEXT")
  private Format format = Format.TEXT;

  @Option(names = "--level", description = "${COMPLETION-CANDIDATES}", defaultValue = "LIKELY")
  private Level level = Level.LIKELY;

  @Option(names = "--out", description = "report file; standard output unless given")
  private @Nullable Path out;

  @Option(names = "--catalogue", description = "more catalogue files")
  private List<Path> catalogues = new ArrayList<>();

  @Option(
      names = "--rule",
      split = ",",
      description = "only threads of these libraries, e.g. vertx,netty")
  private List<String> rules = new ArrayList<>();

  @Option(names = "--trust", split = ",", description = "packages to leave alone")
  private List<String> trusted = new ArrayList<>();

  @Option(
      names = "--safe-executor",
      split = ",",
      description = "type, Type#field or bean name of executors that may wait")
  private List<String> safe = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws BadInput {
    Catalogue catalogue = Inputs.catalogue(catalogues);
    Options options = options(catalogue);
    try (ClassFiles scanned = Inputs.open(paths);
        ClassFiles libraries = Inputs.open(classPath)) {
      if (scanned.all().isEmpty()) {
        throw new BadInput("no class files in " + Inputs.join(paths));
      }
      progress("reading " + scanned.all().size() + " classes");
      Library library = scanned.or(libraries).or(Library.of(ClassLoader.getPlatformClassLoader()));
      Report report = Analysis.run(scanned.all(), library, catalogue, options);
      if (report.gaps().unreadable().size() == scanned.all().size()) {
        throw new BadInput("no readable class file: " + report.gaps().unreadable().get(0));
      }
      List<Finding> findings = report.at(level.confidence());
      write(format.write(findings, report));
      progress(Texts.summary(findings, report));
      return findings.isEmpty() ? 0 : LintCommand.FINDINGS;
    } catch (IOException e) {
      throw new BadInput(e);
    }
  }

  private Options options(Catalogue catalogue) throws BadInput {
    Options options = new Options();
    options.atLeast(level.confidence());
    for (String rule : rules) {
      if (!Inputs.families(catalogue).contains(rule)) {
        throw new BadInput("unknown rule: " + rule + "; known are " + Inputs.families(catalogue));
      }
      options.families().add(rule);
    }
    trusted.forEach(name -> options.trustedPackages().add(name.replace('.', '/') + "/"));
    safe.forEach(name -> options.safeExecutors().add(name.replace('.', '/')));
    return options;
  }

  private void progress(String text) {
    if (spec != null
        && (out != null || format != Format.TEXT || !text.contains("methods on event"))) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("towpath-lint: " + text.replace("\n", "\ntowpath-lint: "));
      err.flush();
    }
  }

  private void write(String text) throws BadInput {
    if (out != null) {
      try {
        Files.writeString(out, text, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new BadInput("report cannot be written: " + out);
      }
    } else if (spec != null) {
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(text);
      writer.flush();
    }
  }
}
