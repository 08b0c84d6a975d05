package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pauses and resumes a source by how many of its values are buffered.
 *
 * <p>{@code calls} makes the calls serial: who raises it from 0 makes them, and looks again at
 * {@code level} for everybody who raises it meanwhile; so no crossing of a mark is missed.
 */
final class Pacer {
  private final Pausing source;
  private final int high;
  private final int low;
  private final BridgeOptions<?> options;
  private final BooleanSupplier isOver;
  private final AtomicLong level = new AtomicLong(); // emitted minus taken; below 0 in passing
  private final AtomicInteger calls = new AtomicInteger();
  private boolean paused; // guarded by calls
  private @Nullable Consumer<Throwable> onBroken; // written before the source is registered

  Pacer(Pausing source, int capacity, BridgeOptions<?> options, BooleanSupplier isOver) {
    this.source = source;
    this.high = capacity;
    this.low = capacity / 4;
    this.options = options;
    this.isOver = isOver;
  }

  void onBroken(Consumer<Throwable> onBroken) {
    this.onBroken = onBroken;
  }

  void emitted() {
    if (level.incrementAndGet() >= high) {
      adjust();
    }
  }

  void taken(int count) {
    if (level.addAndGet(-count) <= low) {
      adjust();
    }
  }

  private void adjust() {
    if (calls.getAndIncrement() != 0) {
      return;
    }
    int missed = 1;
    do {
      long now = level.get();
      if (!isOver.getAsBoolean() && (paused ? now <= low : now >= high)) {
        paused = !paused;
        call(paused ? source.pause() : source.resume());
      }
      missed = calls.addAndGet(-missed);
    } while (missed != 0);
  }

  private void call(Runnable code) {
    try {
      Foreign.runUninterrupted(options, code);
    } catch (Throwable t) { // else the source would overflow, or never go on
      if (onBroken != null) {
        onBroken.accept(t);
      }
    }
  }
}
