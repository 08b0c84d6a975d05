package dev.towpath.channel;

/** Looks into a channel's queues, for what cannot be seen from outside. */
final class Waiters {
  private Waiters() {}

  /** Whether nobody stands in line on the channel, not even one who has left. */
  static boolean noneOn(Channel<?> channel) {
    return !anyOn(channel);
  }

  /** Returns once somebody stands in line on the rendezvous channel. */
  static void awaitAnyOn(Channel<?> channel) throws InterruptedException {
    while (!anyOn(channel)) {
      if (Thread.interrupted()) {
        throw new InterruptedException("gave up waiting for a waiter on " + channel);
      }
      Thread.onSpinWait();
    }
  }

  private static boolean anyOn(Channel<?> channel) {
    if (channel.size() > 0 || channel.capacity() > 0) {
      throw new IllegalArgumentException("only an open rendezvous shows its waiters: " + channel);
    }
    Engine<?> engine = channel.sender().engine;
    engine.lock();
    try {
      return engine.looksReadable() || engine.looksWritable();
    } finally {
      engine.unlock();
    }
  }
}
