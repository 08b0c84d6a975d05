package dev.towpath.lint.looped;

/** A callback that {@code own-threads.txt} calls an event loop's. */
@FunctionalInterface
interface Tick {
  void tick() throws InterruptedException;
}
