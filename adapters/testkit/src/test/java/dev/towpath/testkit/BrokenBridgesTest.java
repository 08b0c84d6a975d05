package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.towpath.testkit.BrokenBridges.CaughtBy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The suite bites: a bridge with one mistake fails a test that is named by the rule it breaks. */
class BrokenBridgesTest {
  /** What a bridge cannot get wrong, as long as it gives out our {@code Receiver}. */
  private static final Set<String> HELD_BY_THE_RECEIVER =
      Set.of("pitfall 17", "pitfall 18", "pitfall 43");

  private static final Duration USUAL_PATIENCE = Eventually.patience;

  /** What listens to our own run must not take these failures for ours. */
  private static final LauncherConfig ALONE =
      LauncherConfig.builder()
          .enableTestExecutionListenerAutoRegistration(false)
          .enableLauncherSessionListenerAutoRegistration(false)
          .build();

  @TempDir Path folder;

  @BeforeAll
  static void missedStatesAreMissedSoon() {
    Eventually.patience = Duration.ofMillis(500);
  }

  @AfterAll
  static void patienceIsBack() {
    Eventually.patience = USUAL_PATIENCE;
  }

  @Test
  void eachRuleOfTheSuiteIsBrokenBySomeBridge() {
    List<String> broken =
        BrokenBridges.all().stream()
            .flatMap(bridge -> Arrays.stream(bridge.getAnnotation(CaughtBy.class).value()))
            .toList();

    Set<String> unbroken = new TreeSet<>();
    for (Rules.Rule rule : Rules.all().values()) {
      if (rule.elsewhere() == null && !broken.contains(rule.number())) {
        unbroken.add(rule.number());
      }
    }

    assertThat(unbroken).isEqualTo(HELD_BY_THE_RECEIVER);
  }

  static Stream<Arguments> brokenBridges() {
    return BrokenBridges.all().stream()
        .flatMap(bridge ->
            Arrays.stream(bridge.getAnnotation(CaughtBy.class).value())
                .map(rule -> Arguments.of(bridge.getSimpleName(), rule, bridge)));
  }

  @ParameterizedTest(name = "{0} is caught by {1}")
  @MethodSource("brokenBridges")
  void brokenBridgeFailsATestOfItsRule(String name, String rule, Class<?> bridge) throws Exception {
    Failures failures = run(bridge, rule);

    assertThat(failures.tests)
        .isNotEmpty()
        .allSatisfy(test -> assertThat(Rules.of(test)).contains(rule));
    assertThat(Files.readString(folder.resolve(name + ".md")))
        .containsPattern("\\| %s \\| .* \\| FAILED \\|".formatted(rule));
  }

  @Test
  void bridgeThatCarriesContextPassesWhatTheBrokenOnesFail() {
    Failures failures = run(BrokenBridges.CarriesContext.class, "C13");

    assertThat(failures.tests).isEmpty();
    assertThat(failures.passed).isGreaterThan(2);
  }

  private Failures run(Class<?> bridge, String rule) {
    Failures failures = new Failures();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(bridge))
            .filters(testsOf(rule))
            .configurationParameter(UntilTheFirstFailure.ASKED_FOR, "true")
            .configurationParameter(Verdicts.FOLDER, folder.toString())
            .build();
    LauncherFactory.create(ALONE).execute(request, failures);
    return failures;
  }

  private static PostDiscoveryFilter testsOf(String rule) {
    return test ->
        FilterResult.includedIf(
            !test.isTest() || Rules.of(test.getDisplayName()).contains(rule),
            () -> rule,
            () -> "not " + rule);
  }

  private static final class Failures implements TestExecutionListener {
    final List<String> tests = new ArrayList<>();
    int passed;

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (!test.isTest()) {
        return;
      }
      if (result.getStatus() == TestExecutionResult.Status.FAILED) {
        tests.add(test.getDisplayName());
      } else if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
        passed++;
      }
    }
  }
}
