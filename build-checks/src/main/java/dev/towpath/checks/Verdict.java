package dev.towpath.checks;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one or more tests said about a rule.
 *
 * @param number the rule, as in {@code rules.txt}
 * @param by the class of the tests, or {@link #KIT}
 * @param outcome what they said
 * @param reason why not applicable, otherwise empty
 */
record Verdict(String number, String by, Outcome outcome, String reason) {
  enum Outcome {
    PASSED,
    FAILED,
    NOT_APPLICABLE
  }

  /** Stands for the testkit's suite. */
  static final String KIT = "kit";

  private static final String SUITE = "dev.towpath.testkit.BridgeContract$";
  private static final Pattern NUMBER = Pattern.compile("C?\\d+");
  private static final String ONE = "(?:(?:pitfalls? )?\\d+|C\\d+)";
  private static final Pattern IN_SENTENCE =
      Pattern.compile("(" + ONE + "(?:(?:, | and )" + ONE + ")*): .*");
  private static final Pattern IN_METHOD = Pattern.compile("\\w*[pP]itfall(\\d+)\\w*\\(.*\\)");
  private static final String TAB = "\t";

  /** The numbers that a test's name starts with, up to the first colon. */
  static List<String> numbers(String displayName) {
    Matcher method = IN_METHOD.matcher(displayName);
    if (method.matches()) {
      return List.of("pitfall " + method.group(1));
    }
    Matcher sentence = IN_SENTENCE.matcher(displayName);
    if (!sentence.matches()) {
      return List.of();
    }
    return NUMBER
        .matcher(sentence.group(1))
        .results()
        .map(MatchResult::group)
        .map(number -> number.startsWith("C") ? number : "pitfall " + number)
        .toList();
  }

  /** How a test class is called in a verdict. */
  static String by(String className) {
    if (className.startsWith(SUITE)) {
      return KIT;
    }
    String simple = className.substring(className.lastIndexOf('.') + 1);
    int nested = simple.indexOf('$');
    return nested < 0 ? simple : simple.substring(0, nested);
  }

  String line() {
    return String.join(TAB, number, by, outcome.name(), reason);
  }

  static Verdict of(String line) {
    String[] parts = line.split(TAB, -1);
    return new Verdict(parts[0], parts[1], Outcome.valueOf(parts[2]), parts[3]);
  }
}
