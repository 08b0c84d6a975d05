package dev.towpath.testkit.guard;

import dev.towpath.channel.BlockingGuard;
import java.util.Optional;

/** Refuses waits on the suite's own event loops, for adapters whose library has none. */
public final class EventLoopGuard implements BlockingGuard {
  /** How the names of those threads begin. */
  public static final String NAME = "testkit-event-loop";

  @Override
  public Optional<String> refuse(Thread thread) {
    return thread.getName().startsWith(NAME)
        ? Optional.of("it is an event loop of the testkit; wait on a virtual thread")
        : Optional.empty();
  }
}
