package dev.towpath.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/**
 * Who may import whom: each package uses the floors below it, never its neighbours.
 *
 * <p>It lives here because it must see every module. In lint it would make lint's own build wait
 * for all adapters, in samples it would make the demo compile modules that it does not use.
 */
@AnalyzeClasses(packages = "dev.towpath", importOptions = DoNotIncludeTests.class)
class FloorsTest {
  private static final String CHANNEL = "dev.towpath.channel..";
  private static final String SCOPE = "dev.towpath.scope..";
  private static final String FLOW = "dev.towpath.flow..";
  private static final String TESTKIT = "dev.towpath.testkit..";
  private static final String REACTOR = "dev.towpath.reactor..";
  private static final String RXJAVA = "dev.towpath.rxjava3..";
  private static final String VERTX = "dev.towpath.vertx..";
  private static final String JDK = "dev.towpath.jdk..";
  private static final String CONTEXT = "dev.towpath.context..";
  private static final String LINT = "dev.towpath.lint..";
  private static final String[] TOP = {
    "dev.towpath.samples..",
    "dev.towpath.benchmarks..",
    "dev.towpath.stress..",
    "dev.towpath.timeline.."
  };

  /** The rules below hold of what is imported; without this, also of nothing. */
  @ArchTest
  static void otherModulesAreImported(JavaClasses classes) {
    assertThat(classes.contain("dev.towpath.channel.Channel")).isTrue();
  }

  @ArchTest static final ArchRule channelStandsOnTheJdk = usesOnly(CHANNEL, "jdk.jfr..");

  @ArchTest static final ArchRule scopeStandsOnChannels = usesOnly(SCOPE, CHANNEL, "jdk.jfr..");

  @ArchTest static final ArchRule flowStandsOnChannels = usesOnly(FLOW, CHANNEL);

  /** Only the JDK's own management interfaces know virtual threads too. */
  @ArchTest
  static final ArchRule testkitStandsOnBridgeAndJUnit =
      usesOnly(
          TESTKIT,
          CHANNEL,
          SCOPE,
          FLOW,
          "org.junit..",
          "org.opentest4j..",
          "org.reactivestreams..",
          "com.sun.management..",
          "javax.management..");

  @ArchTest
  static final ArchRule reactorStandsOnBridgeAndReactor =
      adapterUsesOnly(REACTOR, "reactor..", "org.reactivestreams..", "io.micrometer.context..");

  @ArchTest
  static final ArchRule rxJavaStandsOnBridgeAndRxJava =
      adapterUsesOnly(RXJAVA, "io.reactivex.rxjava3..", "org.reactivestreams..");

  @ArchTest
  static final ArchRule vertxStandsOnBridgeAndVertx = adapterUsesOnly(VERTX, "io.vertx..");

  @ArchTest static final ArchRule jdkStandsOnTheBridge = adapterUsesOnly(JDK);

  @ArchTest
  static final ArchRule contextStandsOnBridgeAndMicrometer =
      adapterUsesOnly(CONTEXT, "io.micrometer.context..");

  @ArchTest
  static final ArchRule lintKnowsTypesByNameOnly =
      noClasses()
          .that()
          .resideInAPackage(LINT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              CHANNEL,
              SCOPE,
              FLOW,
              TESTKIT,
              REACTOR,
              RXJAVA,
              VERTX,
              JDK,
              CONTEXT,
              "reactor..",
              "org.reactivestreams..",
              "io.reactivex..",
              "io.vertx..")
          .because("lint must run beside any version of them; write the name as a string")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingUsesTheTopFloor =
      noClasses()
          .that()
          .resideOutsideOfPackages(TOP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(TOP)
          .because("samples and benchmarks are not shipped");

  @ArchTest
  static final ArchRule everyPackageHasAFloor =
      classes()
          .should()
          .resideInAnyPackage(
              with(TOP, CHANNEL, SCOPE, FLOW, TESTKIT, REACTOR, RXJAVA, VERTX, JDK, CONTEXT, LINT))
          .because("a new package needs a rule here that says what it stands on");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("dev.towpath.(**)").should().beFreeOfCycles();

  private static ArchRule adapterUsesOnly(String home, String... library) {
    return usesOnly(home, with(library, CHANNEL, SCOPE, FLOW));
  }

  private static ArchRule usesOnly(String home, String... below) {
    return classes()
        .that()
        .resideInAPackage(home)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(with(below, home, "java..", "org.jspecify.."))
        .because("floors use only what is below them, and neighbours are blind to each other")
        .allowEmptyShould(true);
  }

  private static String[] with(String[] some, String... more) {
    return Stream.of(some, more).flatMap(Stream::of).toArray(String[]::new);
  }
}
