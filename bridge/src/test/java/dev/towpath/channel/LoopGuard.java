package dev.towpath.channel;

import java.util.Optional;

/** Refuses threads with the names of event loops; found by the service loader. */
public final class LoopGuard implements BlockingGuard {
  static final String REFUSAL = "it is an event loop; call trySend, tryReceive or poll";

  @Override
  public Optional<String> refuse(Thread thread) {
    return thread.getName().startsWith("loop-") ? Optional.of(REFUSAL) : Optional.empty();
  }
}
