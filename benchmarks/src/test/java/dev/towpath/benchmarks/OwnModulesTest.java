package dev.towpath.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Sender;
import dev.towpath.lint.EventLoopRules;
import dev.towpath.lint.MigrationRules;
import dev.towpath.lint.VirtualThreadRules;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Signature;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Our own rules on our own modules, all at once. The testkit is left out: it plays the badly
 * behaved neighbour on purpose.
 */
@AnalyzeClasses(
    packages = {
      "dev.towpath.channel",
      "dev.towpath.scope",
      "dev.towpath.flow",
      "dev.towpath.jdk",
      "dev.towpath.reactor",
      "dev.towpath.rxjava3",
      "dev.towpath.vertx",
      "dev.towpath.lint"
    },
    importOptions = DoNotIncludeTests.class)
class OwnModulesTest {

  /** What a rule finds and we mean, each with its reason. */
  private static final List<String> DELIBERATE = List.of();

  @ArchTest static final ArchRule callbacksNeverWait = EventLoopRules.noBlockingOnEventLoops();

  @ArchTest static final ArchRule nothingIsLeftToMigrate = MigrationRules.nothingLeftToMigrate();

  @ArchTest
  static void virtualThreadsAreUsedAsTheyAreMeant(JavaClasses classes) {
    assertThat(violations(VirtualThreadRules.forRelease(21), classes))
        .filteredOn(text -> DELIBERATE.stream().noneMatch(text::contains))
        .isEmpty();
  }

  /** An exception that nothing needs any more would hide the next fault. */
  @ArchTest
  static void everyExceptionIsNeeded(JavaClasses classes) {
    assertThat(violations(VirtualThreadRules.forRelease(21), classes)).hasSameSizeAs(DELIBERATE);
  }

  /**
   * The catalogue names our types as strings; here, where all modules are seen, they must exist.
   */
  @ArchTest
  static void theCatalogueKnowsUs(JavaClasses classes) {
    assertThat(CatalogueReader.byLibrary().get("towpath"))
        .isNotEmpty()
        .extracting(Entry::signature)
        .allMatch(signature -> exists(signature, classes));
  }

  private static boolean exists(Signature signature, JavaClasses classes) {
    String owner = signature.owner().replace('/', '.');
    return classes.contain(owner)
        && Stream.concat(
                classes.get(owner).getMethods().stream(),
                classes.get(owner).getConstructors().stream())
            .anyMatch(method -> method.getName().equals(signature.name()));
  }

  /** A hook that waits stops whoever called it. */
  @ArchTest
  static void hooksThatWaitAreFound(JavaClasses unused) {
    assertThat(violations(EventLoopRules.noBlockingOnEventLoops(), WaitingHooks.class))
        .hasSize(3)
        .anyMatch(text -> text.contains("registered by BridgeOptions.onUndelivered"))
        .anyMatch(text -> text.contains("registered by Builder.onStop"))
        .anyMatch(text -> text.contains("registered by Sender.whenWritable"));
  }

  @ArchTest
  static void hooksThatOnlyTryAreNot(JavaClasses unused) {
    assertThat(violations(EventLoopRules.noBlockingOnEventLoops(), TryingHooks.class)).isEmpty();
  }

  private static List<String> violations(ArchRule rule, Class<?> type) {
    return violations(rule, new ClassFileImporter().importClasses(type));
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }

  @SuppressWarnings("unused")
  private static final class WaitingHooks {

    static BridgeOptions<String> undelivered() {
      return BridgeOptions.<String>defaults().onUndelivered(value -> LockSupport.park());
    }

    static Channel<String> stop(Process process) {
      return Channel.<String>builder().onStop(() -> waitFor(process)).build();
    }

    private static void waitFor(Process process) {
      try {
        process.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    static void pump(Sender<String> out) {
      out.whenWritable(() -> {
        try {
          out.send("x");
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
    }
  }

  @SuppressWarnings("unused")
  private static final class TryingHooks {

    static BridgeOptions<AutoCloseable> undelivered(List<AutoCloseable> late) {
      return BridgeOptions.<AutoCloseable>defaults().onUndelivered(late::add);
    }

    static Channel<String> stop(Process process) {
      return Channel.<String>builder().onStop(process::destroy).build();
    }

    static void pump(Sender<String> out) {
      out.whenWritable(() -> out.trySend("x"));
    }
  }
}
