package dev.towpath.channel;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Knows what a thread carries beside its stack: a logging context, a tenant, a trace. Contract C13.
 * Found with {@link java.util.ServiceLoader}; an optional module brings one for Micrometer's
 * registry.
 *
 * <p>A bridge captures once, on the thread that calls the verb, and opens what it captured around
 * the user's bodies and hooks on whatever threads these run.
 */
public interface ContextCarrier {
  /** Takes what the calling thread carries now. Must not wait. */
  Snapshot capture();

  /** What was captured. May be used by several threads at once, and many times. */
  interface Snapshot {
    /**
     * Runs code with the context as it was captured, and puts back afterwards what the thread had
     * before.
     *
     * @param code what to run, on the calling thread
     * @param <R> what it returns
     * @throws Exception what the code throws, as itself
     */
    <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception;
  }
}
