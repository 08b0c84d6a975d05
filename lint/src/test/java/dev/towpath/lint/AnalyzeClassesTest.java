package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.towpath.lint.looped.OnTheLoop;
import java.nio.file.Path;

/**
 * The rules as users write them down, run by ArchUnit's own test engine. Of the two faults in the
 * package one is on the list in {@code archunit_ignore_patterns.txt}.
 */
@AnalyzeClasses(packagesOf = OnTheLoop.class)
class AnalyzeClassesTest {

  private static final Path OWN_THREADS = Path.of("src/test/resources/own-threads.txt");

  /** Holds only because ArchUnit reads the ignore patterns. */
  @ArchTest
  static final ArchRule ignoredViolationsDoNotFail =
      EventLoopRules.configure().catalogue(OWN_THREADS).switchOff("QUEUE").rule();

  @ArchTest
  static void otherViolationsStillFail(JavaClasses classes) {
    ArchRule rule = EventLoopRules.configure().catalogue(OWN_THREADS).rule();

    assertThatThrownBy(() -> rule.check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("called by the library as Tick.tick")
        .hasMessageContaining("[QUEUE]")
        .message()
        .doesNotContain("[SLEEP]");
  }
}
