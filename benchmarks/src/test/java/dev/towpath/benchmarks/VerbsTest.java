package dev.towpath.benchmarks;

import static com.tngtech.archunit.lang.ConditionEvent.createMessage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every bridge speaks the same four verbs, and takes the same options. */
@AnalyzeClasses(packages = "dev.towpath", importOptions = DoNotIncludeTests.class)
class VerbsTest {
  private static final Set<String> VERBS = Set.of("open", "await", "awaitOwned", "publish", "call");
  private static final String OPTIONS = "BridgeOptions";

  /** Names beside the verbs, each with its reason. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "VertxBridge.publishAwaitingWrites",
          "another promise about what has been written, and no flag says which");

  /** What takes no options, each with its reason. */
  private static final Map<String, String> WITHOUT_OPTIONS =
      Map.of(
          "FutureBridge.await",
          "a future that is only observed keeps its outcome: nothing is late");

  private static final DescribedPredicate<JavaClass> BRIDGES =
      DescribedPredicate.describe(
          "bridges",
          type ->
              type.getSimpleName().endsWith("Bridge")
                  && type.getModifiers().contains(JavaModifier.PUBLIC)
                  && !type.getPackageName().startsWith("dev.towpath.benchmarks"));

  /** The rules below hold of what is imported; without this, also of nothing. */
  @ArchTest
  static void theseAreTheBridges(JavaClasses classes) {
    assertThat(classes.that(BRIDGES))
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder(
            "FlowBridge",
            "ReactorBridge",
            "RxBridge",
            "VertxBridge",
            "FutureBridge",
            "CallbackBridge");
  }

  @ArchTest
  static final ArchRule bridgesAreNothingButTheirVerbs =
      classes()
          .that(BRIDGES)
          .should(haveOnlyPrivateConstructorsAndBeFinal())
          .because("a bridge has no state: its verbs are static");

  @ArchTest
  static final ArchRule bridgesSpeakTheFourVerbs =
      classes()
          .that(BRIDGES)
          .should(haveOnlyStaticVerbs())
          .because("types differ, verbs do not; a fifth name needs its reason here");

  @ArchTest
  static final ArchRule verbsTakeOptions =
      classes()
          .that(BRIDGES)
          .should(haveAFormWithOptionsOfEachVerb())
          .because("name, hooks and context are given in the same way everywhere");

  /** A reason for what is not there any more would excuse the next one of that name. */
  @ArchTest
  static void exceptionsStillExist(JavaClasses classes) {
    List<String> signatures =
        classes.that(BRIDGES).stream()
            .flatMap(type -> verbs(type).map(VerbsTest::signature))
            .toList();

    for (Set<String> excused : List.of(OTHER_NAMES.keySet(), WITHOUT_OPTIONS.keySet())) {
      assertThat(excused)
          .allSatisfy(start -> assertThat(signatures).anyMatch(s -> s.startsWith(start)));
    }
  }

  private static ArchCondition<JavaClass> haveOnlyPrivateConstructorsAndBeFinal() {
    return condition(
        "be final, with private constructors only",
        type -> {
          List<String> faults = new ArrayList<>();
          if (!type.getModifiers().contains(JavaModifier.FINAL)) {
            faults.add("is not final");
          }
          type.getConstructors().stream()
              .filter(constructor -> !constructor.getModifiers().contains(JavaModifier.PRIVATE))
              .forEach(constructor -> faults.add("has " + constructor.getFullName()));
          return faults;
        });
  }

  private static ArchCondition<JavaClass> haveOnlyStaticVerbs() {
    return condition(
        "have public static methods open, await, awaitOwned, publish and call only",
        type ->
            verbs(type)
                .filter(verb ->
                    !verb.getModifiers().contains(JavaModifier.STATIC)
                        || !VERBS.contains(verb.getName())
                            && !excused(OTHER_NAMES, signature(verb)))
                .map(verb -> "has " + signature(verb))
                .toList());
  }

  private static ArchCondition<JavaClass> haveAFormWithOptionsOfEachVerb() {
    return condition(
        "take BridgeOptions in a form of each verb",
        type ->
            verbs(type)
                .filter(verb ->
                    !excused(WITHOUT_OPTIONS, signature(verb))
                        && verbs(type).noneMatch(other -> isWithOptions(other, verb)))
                .map(verb -> "has no form with options of " + signature(verb))
                .toList());
  }

  /** Whether it takes all that the other takes, and options. */
  private static boolean isWithOptions(JavaMethod with, JavaMethod verb) {
    List<String> taken = parameters(with);
    return with.getName().equals(verb.getName())
        && taken.contains(OPTIONS)
        && taken.containsAll(parameters(verb));
  }

  private static Stream<JavaMethod> verbs(JavaClass type) {
    Predicate<JavaMethod> isPublic = method -> method.getModifiers().contains(JavaModifier.PUBLIC);
    return type.getMethods().stream().filter(isPublic);
  }

  private static boolean excused(Map<String, String> reasons, String signature) {
    return reasons.keySet().stream().anyMatch(signature::startsWith);
  }

  private static String signature(JavaMethod verb) {
    return verb.getOwner().getSimpleName()
        + "."
        + verb.getName()
        + "("
        + String.join(", ", parameters(verb))
        + ")";
  }

  private static List<String> parameters(JavaMethod verb) {
    return verb.getRawParameterTypes().stream().map(JavaClass::getSimpleName).toList();
  }

  private interface Check {
    List<String> faults(JavaClass type);
  }

  private static ArchCondition<JavaClass> condition(String description, Check check) {
    return new ArchCondition<>(description) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        check
            .faults(type)
            .forEach(fault ->
                events.add(SimpleConditionEvent.violated(type, createMessage(type, fault))));
      }
    };
  }
}
