package dev.towpath.benchmarks.rivals;

import java.util.stream.IntStream;

/** What is sent: few objects made once, so that no figure contains their making. */
public final class Values {
  static final Integer[] ALL = IntStream.range(0, 128).boxed().toArray(Integer[]::new);

  /** The numbers themselves, for the sieve. */
  static final Integer[] NUMBERS = IntStream.range(0, 8_000).boxed().toArray(Integer[]::new);

  /** Ends a sieve: no number it looks at. */
  static final Integer END = 0;

  private Values() {}

  static Integer number(int i) {
    return NUMBERS[i];
  }

  static Integer at(int i) {
    return ALL[i & (ALL.length - 1)];
  }

  /** Returns the sum of the values of so many senders that send so many each. */
  public static long sum(int senders, int each) {
    return senders * IntStream.range(0, each).mapToLong(Values::at).sum();
  }
}
