package dev.towpath.scope;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A lock that parks nobody, since event loops take it too (C3): who finds it taken spins, and then
 * yields. Only for a few instructions that call nothing foreign and cannot unmount a virtual
 * thread, so that its holder runs or is about to. Not reentrant.
 */
final class ShortLock {
  private static final int SPINS = 32;

  private final AtomicBoolean locked = new AtomicBoolean();

  void lock() {
    if (!locked.compareAndSet(false, true)) {
      lockContended();
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // the holder runs or is about to: see above
  private void lockContended() {
    int spins = SPINS;
    while (locked.get() || !locked.compareAndSet(false, true)) {
      if (spins > 0) {
        spins--;
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  void unlock() {
    locked.setRelease(false);
  }
}
