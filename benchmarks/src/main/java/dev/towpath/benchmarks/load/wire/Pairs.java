package dev.towpath.benchmarks.load.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Names and values, as a line {@code a=1 b=2}. Neither has spaces. */
public final class Pairs {
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @throws IllegalArgumentException if a word of the line is no pair
   */
  public static Pairs parse(String line) {
    Pairs pairs = new Pairs();
    Arrays.stream(line.strip().split(" +")).filter(word -> !word.isEmpty()).forEach(pairs::add);
    return pairs;
  }

  /** As {@link #parse(String)}, of words. */
  public static Pairs parse(String[] words) {
    return parse(String.join(" ", words));
  }

  private void add(String word) {
    int at = word.indexOf('=');
    if (at < 1) {
      throw new IllegalArgumentException("not a pair: " + word);
    }
    values.put(word.substring(0, at), word.substring(at + 1));
  }

  /** Sets a value, and returns this. */
  public Pairs with(String name, Object value) {
    String text = String.valueOf(value);
    if (text.chars().anyMatch(Character::isWhitespace)) {
      throw new IllegalArgumentException("a space in the value of " + name + ": " + text);
    }
    values.put(name, text);
    return this;
  }

  /**
   * @throws IllegalArgumentException if there is none
   */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no value for " + name);
    }
    return value;
  }

  /** Returns the value, or another if there is none. */
  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** Returns a whole number. */
  public long number(String name) {
    return Long.parseLong(text(name));
  }

  /** Returns a number. */
  public double decimal(String name) {
    return Double.parseDouble(text(name));
  }

  /** Returns the line. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining(" "));
  }
}
