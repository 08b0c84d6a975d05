package dev.towpath.jdk;

/**
 * Hears what a producer sends: one call at a time, on one virtual thread, and one of {@code onEnd}
 * and {@code onFailure} at the end. It may take its time: the producer waits for it.
 *
 * @param <T> the type of the values
 */
public interface Listener<T> {
  /**
   * A value has come. Throwing stops the producer; nothing more is called then.
   *
   * @param value the value; never null
   */
  void onValue(T value);

  /** There are no more values. */
  void onEnd();

  /**
   * The producer has failed; there are no more values.
   *
   * @param cause what it threw, as itself
   */
  void onFailure(Throwable cause);
}
