package dev.towpath.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The suite against the list of rules: none is forgotten, none is invented. */
class RulesTest {
  @Test
  void listHasEveryRuleAndPitfallInOrder() {
    List<String> numbers = new ArrayList<>(Rules.all().keySet());

    assertThat(numbers)
        .containsExactlyElementsOf(
            Stream.concat(
                    IntStream.rangeClosed(1, 16).mapToObj(i -> "C" + i),
                    IntStream.rangeClosed(1, 53).mapToObj(i -> "pitfall " + i))
                .toList());
  }

  @Test
  void eachRuleHasATestOrAReasonWhyNot() {
    List<String> tested = testNames().flatMap(name -> Rules.of(name).stream()).distinct().toList();

    for (Rules.Rule rule : Rules.all().values()) {
      assertThat(tested.contains(rule.number()))
          .as(rule + " has a test")
          .isEqualTo(rule.elsewhere() == null);
    }
  }

  @Test
  void eachTestIsNamedByARule() {
    assertThat(testNames())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(Rules.of(name)).isNotEmpty());
    assertThat(testNames().flatMap(name -> Rules.of(name).stream()))
        .allSatisfy(number -> assertThat(Rules.all()).containsKey(number));
  }

  @Test
  void declaredRulesAreGivenUpWithTheirReason() {
    Map<String, String> declared = Map.of("C13", "no context", "await", "no single values");

    assertThat(Rules.reasonNotToApply(declared, "publish", "pitfall 19, C13: the body sees"))
        .contains("no context");
    assertThat(Rules.reasonNotToApply(declared, "await", "C6: an interrupt"))
        .contains("no single values");
    assertThat(Rules.reasonNotToApply(declared, "publish", "C1: the end, not that of C13"))
        .isEmpty();
  }

  @Test
  void declaringWhatIsNoRuleIsRefused() {
    assertThatThrownBy(() -> Rules.reasonNotToApply(Map.of("C31", "a slip"), "open", "C1: ..."))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("declared not applicable is no rule or verb: C31");
  }

  private static Stream<String> testNames() {
    return Arrays.stream(BridgeContract.class.getDeclaredClasses())
        .map(Class::getSuperclass)
        .flatMap(group -> Arrays.stream(group.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(RulesTest::name);
  }

  private static String name(Method test) {
    DisplayName name = test.getAnnotation(DisplayName.class);
    return name == null ? test.getName() : name.value();
  }
}
