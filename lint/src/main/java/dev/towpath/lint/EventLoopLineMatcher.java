package dev.towpath.lint;

import com.tngtech.archunit.library.freeze.ViolationLineMatcher;

/**
 * Compares frozen violations by what blocks, where and on which library's threads. The way there,
 * line numbers and advice may change without thawing anything. Set it in {@code
 * archunit.properties}: {@code freeze.lineMatcher=dev.towpath.lint.EventLoopLineMatcher}.
 */
public final class EventLoopLineMatcher implements ViolationLineMatcher {

  private static final String END_OF_KEY = " | ";

  public EventLoopLineMatcher() {}

  @Override
  public boolean matches(String first, String second) {
    return key(first).equals(key(second));
  }

  private static String key(String line) {
    int end = line.indexOf(END_OF_KEY);
    return end < 0 ? line : line.substring(0, end);
  }
}
