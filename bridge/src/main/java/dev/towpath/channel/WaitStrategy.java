package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/**
 * How a wait suspends on a runtime whose threads must not simply park: contract C5. Found with
 * {@link java.util.ServiceLoader}; an adapter brings its own (a Vert.x virtual-thread context, for
 * one, must be left free while its code waits, or the wake-up that comes from the same context
 * never runs). Where no strategy applies, a wait parks the calling thread.
 */
public interface WaitStrategy {
  /**
   * Prepares one wait of the calling thread. Called before the thread can be woken, with no lock
   * held; must not wait.
   *
   * @return how to suspend and resume this thread, or null when it does not belong to this runtime
   */
  @Nullable Suspension prepare();

  /** One wait of one thread. May be resumed before it is suspended; then the wait ends at once. */
  interface Suspension {
    /**
     * Suspends until {@link #resume} was called, the thread is interrupted, or the time is up. May
     * return early for no reason, and leaves the interrupt flag as it is, like {@code
     * LockSupport.park}. Called by the preparing thread only, perhaps several times.
     *
     * @param nanos nanoseconds to wait at most; {@link Long#MAX_VALUE} for no limit
     */
    void suspend(long nanos);

    /** Ends the wait. Called from any thread, an event loop among them; must not wait or throw. */
    void resume();
  }
}
