package dev.towpath.channel;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Delays where a delay is allowed, so that tests meet orders of events that hardly ever happen by
 * themselves. Off unless the system property {@code towpath.chaos} holds a seed; then every so many
 * passes of a point one yields, once or often, or spins. Off, it is nothing: a constant false.
 */
final class Chaos {
  /** Whether it is on. */
  static final boolean ON = System.getProperty("towpath.chaos") != null;

  private static final AtomicLong PASSES = new AtomicLong(Long.getLong("towpath.chaos", 0));

  private Chaos() {}

  /** Where the thread holds no lock, and others may run. */
  static void delay() {
    if (ON) {
      long drawn = draw();
      switch ((int) (drawn & 63)) {
        case 0 -> giveWay(drawn >>> 57);
        case 1, 2, 3 -> giveWay(1);
        case 4, 5, 6, 7 -> spin(drawn >>> 54);
        default -> {}
      }
    }
  }

  /** Where the thread must not be unmounted. */
  static void hesitate() {
    if (ON) {
      long drawn = draw();
      if ((drawn & 15) == 0) {
        spin(drawn >>> 54);
      }
    }
  }

  /** Whether to take the other of two ways that are both right. */
  static boolean otherWay() {
    return ON && (draw() & 1) == 0;
  }

  @SuppressWarnings("ThreadPriorityCheck") // to disturb, not to wait
  private static void giveWay(long times) {
    for (long i = 0; i < times; i++) {
      Thread.yield();
    }
  }

  private static void spin(long pauses) {
    for (long i = 0; i < pauses; i++) {
      Thread.onSpinWait();
    }
  }

  /** The next of a sequence that its seed determines; SplitMix64 of Steele, Lea and Flood. */
  private static long draw() {
    long z = PASSES.incrementAndGet() * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
