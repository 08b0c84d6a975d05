package dev.towpath.reactor.guard;

import dev.towpath.channel.BlockingGuard;
import java.util.Optional;
import reactor.core.scheduler.Schedulers;

/**
 * Refuses to wait on the threads that Reactor refuses to block: those of the parallel and single
 * schedulers, of Reactor Netty, and whatever a predicate was registered for.
 */
public final class NonBlockingThreads implements BlockingGuard {
  private static final Optional<String> REFUSAL =
      Optional.of(
          "Reactor marks it as non-blocking; call a try form here, or move the waiting code"
              + " to a virtual thread with ReactorBridge.call or publish");

  @Override
  public Optional<String> refuse(Thread thread) {
    return Schedulers.isNonBlockingThread(thread) ? REFUSAL : Optional.empty();
  }
}
