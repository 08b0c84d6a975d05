package dev.towpath.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of the contract, and their numbers in the names of tests. */
final class Rules {
  static final String NOT_APPLICABLE = "not applicable: ";

  /**
   * One line of {@code rules.txt}.
   *
   * @param number as in the name of a test
   * @param sentence the rule, or what goes wrong
   * @param elsewhere why no test of this suite can hold it; null if one does
   */
  record Rule(String number, String sentence, @Nullable String elsewhere) {}

  private static final Set<String> VERBS = Set.of("open", "await", "publish", "call");
  private static final Pattern NUMBER = Pattern.compile("C\\d+|pitfall \\d+");
  private static final Pattern SEPARATOR = Pattern.compile(" \\| ");

  private Rules() {}

  /** All rules by number, in order. */
  static Map<String, Rule> all() {
    Map<String, Rule> rules = new LinkedHashMap<>();
    try (InputStream text =
        Objects.requireNonNull(Rules.class.getResourceAsStream("rules.txt"), "no rules.txt")) {
      new String(text.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(SEPARATOR::split)
          .map(parts -> new Rule(parts[0], parts[1], parts.length > 2 ? parts[2] : null))
          .forEach(rule -> rules.put(rule.number(), rule));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rules;
  }

  /** The numbers before the first colon. */
  static List<String> of(String displayName) {
    int colon = displayName.indexOf(':');
    return NUMBER
        .matcher(displayName.substring(0, Math.max(colon, 0)))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /**
   * What a bridge has declared about a verb, about a test, or about a rule in the name of a test.
   *
   * @throws IllegalArgumentException if it declares what is neither, so would skip nothing
   */
  static Optional<String> reasonNotToApply(
      Map<String, String> declared, String verb, String displayName) {
    for (String key : declared.keySet()) {
      boolean isTest = !of(key).isEmpty() && key.contains(": "); // one that is misspelt will run
      if (!isTest && !VERBS.contains(key) && !all().containsKey(key)) {
        throw new IllegalArgumentException("declared not applicable is no rule or verb: " + key);
      }
    }
    return Stream.concat(Stream.of(verb, displayName), of(displayName).stream())
        .filter(declared::containsKey)
        .map(declared::get)
        .findFirst();
  }
}
