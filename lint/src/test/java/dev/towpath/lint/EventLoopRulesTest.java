package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.library.freeze.FreezingArchRule;
import com.tngtech.archunit.library.freeze.ViolationStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLoopRulesTest {

  @TempDir static Path folder;

  private static Path application;

  @BeforeAll
  static void compileTheApplication() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src"));
    Files.writeString(sources.resolve("Orders.java"), source("load"));
    application = Files.createDirectories(folder.resolve("classes"));
    Compiled.with(Jars.named("vertx-core-5"), application, sources);
  }

  private static String source(String helper) {
    return """
    package app;
    import io.vertx.core.Vertx;
    import java.util.concurrent.locks.ReentrantLock;
    class Orders {
      private final ReentrantLock lock = new ReentrantLock();
      void start(Vertx vertx) {
        vertx.setTimer(1, id -> %1$s());
        vertx.setPeriodic(1, id -> %1$s());
        vertx.setTimer(1, id -> lock.lock());
      }
      void %1$s() { read(); }
      void read() { try { Thread.sleep(9000); } catch (InterruptedException e) { } }
    }
    """
        .formatted(helper);
  }

  private static List<String> violations(ArchRule rule) {
    return evaluate(rule, application).getFailureReport().getDetails();
  }

  private static EvaluationResult evaluate(ArchRule rule, Path classes) {
    JavaClasses imported = new ClassFileImporter().importPath(classes);
    return rule.evaluate(imported);
  }

  @Test
  void aViolationTellsWhatBlocksWhyHereTheWayAndTheWayOut() {
    List<String> violations = violations(EventLoopRules.noBlockingOnEventLoops());

    assertThat(violations).hasSize(1);
    assertThat(violations.get(0))
        .startsWith("[SLEEP] java.lang.Thread#sleep in app.Orders.read on vertx | ")
        .contains("registered by Vertx.set")
        .contains("Orders.load (Orders.java:11) > Orders.read (Orders.java:12) > Thread.sleep")
        .contains("instead: ")
        .endsWith("and 1 more entry point");
  }

  @Test
  void aRuleForAnotherLibraryIsQuiet() {
    assertThat(violations(EventLoopRules.noBlockingInNetty())).isEmpty();
  }

  @Test
  void locksAreReportedOnDemand() {
    ArchRule rule = EventLoopRules.configure().switchOn("LOCK").switchOff("SLEEP").rule();

    assertThat(violations(rule)).hasSize(1);
    assertThat(violations(rule).get(0)).startsWith("[LOCK]");
  }

  @Test
  void trustedPackagesAreLeftAlone() {
    assertThat(violations(EventLoopRules.configure().trust("app").rule())).isEmpty();
  }

  @Test
  void aCatalogueFileAddsBlockingCalls() throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), "sink http app.Orders#load()\n");

    // the class is under analysis, so its own code decides; a library's method would be blamed
    assertThat(violations(EventLoopRules.configure().catalogue(file).rule())).hasSize(1);
  }

  @Test
  void anUnknownCategoryIsRefused() {
    assertThatThrownBy(() -> EventLoopRules.configure().switchOn("NAPS"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown category: NAPS");
  }

  @Test
  void frozenViolationsStayFrozenWhenAMethodOnTheWayIsRenamed() throws IOException {
    ViolationStore store = new MemoryStore();
    ArchRule frozen =
        FreezingArchRule.freeze(EventLoopRules.noBlockingOnEventLoops())
            .persistIn(store)
            .associateViolationLinesVia(new EventLoopLineMatcher());
    evaluate(frozen, application);

    Path sources = Files.createDirectories(folder.resolve("renamed"));
    Files.writeString(sources.resolve("Orders.java"), "\n\n" + source("fetch"));
    Path renamed = Files.createDirectories(folder.resolve("renamed-classes"));
    Compiled.with(Jars.named("vertx-core-5"), renamed, sources);

    assertThat(evaluate(frozen, renamed).hasViolation()).isFalse();
  }

  /** What a rule could not see is logged, because a rule that holds has no text. */
  @Test
  void whatTheRuleDidNotSeeIsLogged() {
    List<String> logged = new CopyOnWriteArrayList<>();
    Logger log = Logger.getLogger("dev.towpath.lint");
    Handler listening =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
          }

          @Override
          public void flush() {
            // nothing is held back
          }

          @Override
          public void close() {
            // nothing to release
          }
        };
    log.addHandler(listening);
    try {
      violations(EventLoopRules.noBlockingInNetty());
    } finally {
      log.removeHandler(listening);
    }

    // Vert.x is not on the class path of this test
    assertThat(logged).anyMatch(line -> line.contains("classes were not found on the class path"));
  }

  @Test
  void aClassFileOfTheFutureIsAViolation() throws IOException {
    Path future = Files.createDirectories(folder.resolve("future/app"));
    byte[] bytes = Files.readAllBytes(application.resolve("app/Orders.class"));
    Files.write(future.resolve("Orders.class"), bytes);
    bytes[7] = 99;
    Files.write(future.resolve("Later.class"), bytes);

    EvaluationResult result = evaluate(EventLoopRules.noBlockingInNetty(), future.getParent());

    assertThat(result.getFailureReport().getDetails())
        .singleElement()
        .asString()
        .contains("Later.class: class file is newer than ArchUnit knows");
  }

  /** What FreezingArchRule would keep in files. */
  private static final class MemoryStore implements ViolationStore {

    private final Map<String, List<String>> lines = new HashMap<>();

    @Override
    public void initialize(Properties properties) {
      // nothing to prepare
    }

    @Override
    public boolean contains(ArchRule rule) {
      return lines.containsKey(rule.getDescription());
    }

    @Override
    public void save(ArchRule rule, List<String> violations) {
      lines.put(rule.getDescription(), violations);
    }

    @Override
    public List<String> getViolations(ArchRule rule) {
      return lines.getOrDefault(rule.getDescription(), List.of());
    }
  }
}
