package dev.towpath.channel;

import org.jspecify.annotations.Nullable;

/** Lets the threads of a {@link Loop} wait as that loop wants it; found by the service loader. */
public final class LoopStrategy implements WaitStrategy {
  @Override
  public @Nullable Suspension prepare() {
    Loop loop = Loop.current();
    return loop == null ? null : loop.prepare();
  }
}
