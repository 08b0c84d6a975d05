package dev.towpath.scope;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Tells of trouble with the carriers, the few platform threads that virtual threads take turns on:
 * who keeps one, and who does not get one. Made of a flight recording that is read while it is
 * made, so it tells a second or two later, and costs what a recording with a stack sampler does.
 * Works where the JDK has the module {@code jdk.jfr}.
 *
 * <p>It writes its troubles to a log so:
 *
 * {@snippet file="dev/towpath/samples/tasks/CarrierLog.java" region="watch"}
 */
public final class CarrierWatch implements AutoCloseable {
  /** What can go wrong. */
  public enum Kind {
    /**
     * A virtual thread waited and could not leave its carrier: under a native frame, in a class
     * initializer, or, before JDK 24, inside {@code synchronized}.
     */
    PINNED,
    /**
     * A thread could run and was not given a carrier. Seen of tasks that begin, and of waits in
     * channels, selects, awaits and joins that have ended.
     */
    NOT_MOUNTED,
    /** A virtual thread computed all the time and left its carrier to nobody. */
    HOG
  }

  /**
   * Something that lasted longer than the limit.
   *
   * @param kind what it was
   * @param thread whose trouble: the name of the thread, or {@code #} and its number if it has none
   * @param lasted how long; of a hog, until it was noticed
   * @param stack where, the innermost frame first; empty for {@code NOT_MOUNTED}
   */
  public record Trouble(Kind kind, String thread, Duration lasted, List<String> stack) {
    /** Returns it as a sentence. */
    @Override
    public String toString() {
      String what =
          switch (kind) {
            case PINNED -> "' waited and kept its carrier for ";
            case NOT_MOUNTED -> "' could run and got no carrier for ";
            case HOG -> "' has computed without a pause for ";
          };
      String where = stack.isEmpty() ? "" : ", at " + stack.get(0);
      return "thread '" + thread + what + lasted.toMillis() + " ms" + where;
    }
  }

  private final CarrierStream stream;

  private CarrierWatch(CarrierStream stream) {
    this.stream = stream;
  }

  /**
   * Begins to watch.
   *
   * @param limit what lasts less is no trouble; a hog is noticed after 50 ms at the earliest
   * @param onTrouble is told, on one thread of the recorder; what it throws goes to that thread's
   *     uncaught-exception handler. Of a hog it is told once, until that has paused
   * @throws IllegalArgumentException if the limit is zero or less
   * @throws UnsupportedOperationException if the JDK has no module {@code jdk.jfr}
   */
  public static CarrierWatch start(Duration limit, Consumer<? super Trouble> onTrouble) {
    Objects.requireNonNull(onTrouble, "onTrouble is null");
    if (!limit.isPositive()) {
      throw new IllegalArgumentException("limit <= 0: " + limit);
    }
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      throw new UnsupportedOperationException("watching carriers needs the module jdk.jfr");
    }
    return new CarrierWatch(CarrierStream.start(limit, onTrouble));
  }

  /** Ends the watch; nobody is told afterwards. Does nothing the second time. */
  @Override
  public void close() {
    stream.close();
  }
}
