package dev.towpath.benchmarks.run;

import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** How much time a measurement may take. */
public enum Effort {
  /** For figures to quote. */
  FULL(3, 3, 6, 500),

  /** For a first impression. */
  QUICK(1, 2, 4, 300),

  /** For a gate: few cases, but none judged by one run. */
  GATE(2, 2, 3, 300),

  /** Once each in this JVM, to know that it runs. The figures mean nothing. */
  SMOKE(1, 0, 1, 0);

  /** How often each rival has its turn, each time in a JVM of its own. */
  final int rounds;

  final int warmups;
  final int iterations;
  final int millis;

  Effort(int rounds, int warmups, int iterations, int millis) {
    this.rounds = rounds;
    this.warmups = warmups;
    this.iterations = iterations;
    this.millis = millis;
  }

  /** Whether a JVM is started for each run, so that its flags can differ from ours. */
  public boolean forks() {
    return this != SMOKE;
  }

  /** How many undisturbed samples a figure should have. */
  int wanted() {
    return rounds * iterations / 2;
  }

  ChainedOptionsBuilder applyTo(ChainedOptionsBuilder options) {
    options.warmupIterations(warmups).measurementIterations(iterations);
    if (!forks()) {
      return options.forks(0).mode(Mode.SingleShotTime);
    }
    TimeValue time = TimeValue.milliseconds(millis);
    return options.forks(1).warmupTime(time).measurementTime(time);
  }
}
