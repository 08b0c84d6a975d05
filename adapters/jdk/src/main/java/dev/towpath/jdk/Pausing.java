package dev.towpath.jdk;

import java.util.Objects;

/**
 * How to hold up a source of events that can be paused. It is paused when as many values are
 * buffered as the capacity says, and resumed when three quarters of them were received. What it
 * still sends until that has its effect must fit in {@code slack}; one more fails the bridge.
 *
 * <p>Both are called in turn, {@code pause} first, never at the same time, with no lock held, on a
 * thread that emits or receives. A source that goes on while {@code resume} still runs is paused
 * after that call, by the thread that made it. What they throw fails the bridge. A source that is
 * unregistered while paused is not resumed.
 *
 * @param pause asks the source to stop sending; must not wait
 * @param resume asks it to go on; must not wait
 * @param slack how many values may come after {@code pause}, 0 or more
 */
public record Pausing(Runnable pause, Runnable resume, int slack) {
  /** Checks the arguments. */
  public Pausing {
    Objects.requireNonNull(pause, "pause is null");
    Objects.requireNonNull(resume, "resume is null");
    if (slack < 0) {
      throw new IllegalArgumentException("slack < 0: " + slack);
    }
  }
}
