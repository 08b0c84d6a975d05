package dev.towpath.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The numbers in the names of tests. */
final class Rules {
  static final String NOT_APPLICABLE = "not applicable: ";

  private static final Pattern NUMBER = Pattern.compile("C\\d+|pitfall \\d+");

  private Rules() {}

  /** The numbers before the first colon. */
  static List<String> of(String displayName) {
    int colon = displayName.indexOf(':');
    return NUMBER
        .matcher(displayName.substring(0, Math.max(colon, 0)))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  static Optional<String> reasonNotToApply(
      Map<String, String> declared, String verb, String displayName) {
    return Stream.concat(Stream.of(verb), of(displayName).stream())
        .filter(declared::containsKey)
        .map(declared::get)
        .findFirst();
  }
}
