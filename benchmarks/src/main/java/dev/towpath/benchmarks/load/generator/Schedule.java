package dev.towpath.benchmarks.load.generator;

import dev.towpath.benchmarks.load.wire.Pairs;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * When requests are to be sent, and which of them are hogs: fixed before the run, and by a seed, so
 * that all who are compared get the same.
 */
final class Schedule {
  private static final double NANOS = 1e9;
  private static final int MOST = 1_000_000;

  /** When each is to be sent, in nanoseconds from the start. */
  final long[] at;

  /** How much processor time each takes, in microseconds. */
  final int[] cpu;

  /** Which of them are hogs. */
  final boolean[] hog;

  private Schedule(long[] at, int cpu) {
    this.at = at;
    this.cpu = new int[at.length];
    Arrays.fill(this.cpu, cpu);
    this.hog = new boolean[at.length];
  }

  int size() {
    return at.length;
  }

  /**
   * Makes one of {@code phases=RATE:SECONDS,... arrivals=constant|poisson seed=N cpu=MICROSECONDS
   * hogs=SHARE hogmin=MICROSECONDS hogmax=MICROSECONDS}, with rates in requests a second.
   *
   * @throws IllegalArgumentException if one of them is missing or impossible
   */
  static Schedule of(Pairs settings) {
    SplittableRandom random = new SplittableRandom(settings.number("seed"));
    boolean poisson =
        switch (settings.text("arrivals")) {
          case "poisson" -> true;
          case "constant" -> false;
          default ->
              throw new IllegalArgumentException(
                  "arrivals neither constant nor poisson: " + settings.text("arrivals"));
        };
    Schedule schedule =
        new Schedule(times(settings.text("phases"), poisson, random), (int) settings.number("cpu"));
    schedule.addHogs(
        settings.decimal("hogs"),
        (int) settings.number("hogmin"),
        (int) settings.number("hogmax"),
        random);
    return schedule;
  }

  private static long[] times(String phases, boolean poisson, SplittableRandom random) {
    long[] times = new long[1024];
    int count = 0;
    double phaseStart = 0;
    for (String phase : phases.split(",")) {
      int colon = phase.indexOf(':');
      double rate = Double.parseDouble(phase.substring(0, colon));
      double end = phaseStart + NANOS * Double.parseDouble(phase.substring(colon + 1));
      if (!(rate > 0)) {
        throw new IllegalArgumentException("rate <= 0: " + rate);
      }
      double time = phaseStart + gap(rate, poisson, random);
      while (time < end) {
        if (count == MOST) {
          throw new IllegalArgumentException("more than " + MOST + " requests in one run");
        }
        if (count == times.length) {
          times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = (long) time;
        time += gap(rate, poisson, random);
      }
      phaseStart = end;
    }
    return Arrays.copyOf(times, count);
  }

  private static double gap(double rate, boolean poisson, SplittableRandom random) {
    double mean = NANOS / rate;
    return poisson ? -Math.log(1 - random.nextDouble()) * mean : mean;
  }

  /** Exactly their share, rounded; which ones is random. */
  private void addHogs(double share, int least, int most, SplittableRandom random) {
    int[] order = new int[at.length];
    Arrays.setAll(order, i -> i);
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
    long hogs = Math.round(share * at.length);
    for (int i = 0; i < hogs; i++) {
      hog[order[i]] = true;
      cpu[order[i]] = least + random.nextInt(most - least + 1);
    }
  }
}
