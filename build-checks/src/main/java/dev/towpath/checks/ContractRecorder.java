package dev.towpath.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Remembers what each test said about the rules in its name, for {@link ContractPage}. It does so
 * only when the environment names a folder for it, so that the page is made from whole runs and not
 * from what happened to run last.
 */
public final class ContractRecorder implements TestExecutionListener {
  /** The variable that names the folder. */
  static final String FOLDER = "CONTRACT_VERDICTS";

  private static final String NOT_APPLICABLE = "not applicable: ";

  /** One class of each library that comes in several lines. */
  private static final Map<String, String> LIBRARY =
      Map.of(
          "reactor", "reactor.core.publisher.Flux",
          "rxjava3", "io.reactivex.rxjava3.core.Flowable",
          "vertx", "io.vertx.core.Vertx");

  private static final Pattern VERSION = Pattern.compile("-(\\d[^/]*)\\.jar");

  private final SortedSet<String> verdicts = new ConcurrentSkipListSet<>();
  private volatile TestPlan plan;

  @Override
  public void testPlanExecutionStarted(TestPlan started) {
    plan = started;
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (!test.isTest() || System.getenv(FOLDER) == null) {
      return;
    }
    String message = result.getThrowable().map(Throwable::getMessage).orElse("");
    Optional<Verdict.Outcome> outcome =
        switch (result.getStatus()) {
          case SUCCESSFUL -> Optional.of(Verdict.Outcome.PASSED);
          case FAILED -> Optional.of(Verdict.Outcome.FAILED);
          case ABORTED ->
              message.startsWith(NOT_APPLICABLE)
                  ? Optional.of(Verdict.Outcome.NOT_APPLICABLE)
                  : Optional.empty();
        };
    if (outcome.isEmpty()) {
      return;
    }
    String reason =
        outcome.get() == Verdict.Outcome.NOT_APPLICABLE
            ? message.substring(NOT_APPLICABLE.length())
            : "";
    String by = testClass(test);
    for (String number : numbers(test)) {
      verdicts.add(new Verdict(number, by, outcome.get(), reason).line());
    }
  }

  /** Those in the name of the test, or of the template that it is one case of. */
  private List<String> numbers(TestIdentifier test) {
    Optional<TestIdentifier> named = Optional.of(test);
    while (named.isPresent()) {
      List<String> numbers = Verdict.numbers(named.get().getDisplayName());
      if (!numbers.isEmpty()) {
        return numbers;
      }
      named = plan.getParent(named.get());
    }
    return List.of();
  }

  private static String testClass(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getClassName())
        .map(Verdict::by)
        .orElse("");
  }

  @Override
  public void testPlanExecutionFinished(TestPlan finished) {
    if (verdicts.isEmpty()) {
      return;
    }
    String module = Path.of("").toAbsolutePath().getFileName().toString();
    String name = module + "_" + version(module) + "_" + ProcessHandle.current().pid() + ".tsv";
    try {
      Path folder = Files.createDirectories(Path.of(System.getenv(FOLDER)));
      Files.write(folder.resolve(name), verdicts);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String version(String module) {
    String witness = LIBRARY.get(module);
    if (witness == null) {
      return "";
    }
    try {
      CodeSource source = Class.forName(witness).getProtectionDomain().getCodeSource();
      URL jar = source.getLocation();
      Matcher version = VERSION.matcher(jar.getPath());
      if (!version.find()) {
        throw new IllegalStateException("no version in the name of " + jar);
      }
      return version.group(1);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the tests of " + module + " run without their library", e);
    }
  }
}
