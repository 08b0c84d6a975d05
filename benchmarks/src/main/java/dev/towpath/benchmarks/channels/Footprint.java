package dev.towpath.benchmarks.channels;

import dev.towpath.benchmarks.run.Jvm;
import dev.towpath.benchmarks.run.Memory;
import dev.towpath.channel.Channel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** How much memory channels take that nobody uses, and threads that wait at them. */
public final class Footprint {
  private static final int CHANNELS = 20_000;
  private static final int WAITERS = 20_000;
  private static final int ROUNDS = 7;
  private static final int MANY = 1_000_000;
  private static final String HEAP = "512m";

  private final com.sun.management.ThreadMXBean threads =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<String> lines = new ArrayList<>();

  /** Measures, and returns the lines of a table. */
  public List<String> report() throws IOException, InterruptedException {
    lines.add(
        "bytes of an idle channel with both ends, as allocated when it is made, and of a virtual"
            + " thread that waits at one, beyond one that parks");
    lines.add(row("", "ours", "jox", "java.util.concurrent"));
    idle("rendezvous", 0, SynchronousQueue::new);
    idle("buffered 16", 16, () -> new ArrayBlockingQueue<>(16));
    idle("buffered 256", 256, () -> new ArrayBlockingQueue<>(256));
    waiting();
    lines.add(
        String.format(
            Locale.ROOT,
            "%,d idle rendezvous channels in a heap of %s: %s",
            MANY,
            HEAP,
            manyFit() ? "they fit" : "THEY DO NOT FIT"));
    return lines;
  }

  private void idle(String name, int capacity, Supplier<Object> queue) {
    lines.add(
        row(
            "  " + name,
            bytes(() -> {
              Channel<Integer> channel = Channel.buffered(capacity);
              return new Object[] {channel, channel.sender(), channel.receiver()};
            }),
            bytes(() -> new Object[] {jox(capacity), null, null}),
            bytes(() -> new Object[] {queue.get(), null, null})));
  }

  private static com.softwaremill.jox.Channel<Integer> jox(int capacity) {
    return capacity == 0
        ? com.softwaremill.jox.Channel.newRendezvousChannel()
        : com.softwaremill.jox.Channel.newBufferedChannel(capacity);
  }

  /** Bytes for one, without the array of three that each comes in. */
  private String bytes(Supplier<Object[]> maker) {
    long array = allocated(() -> new Object[3]);
    allocated(maker); // loads classes
    return String.valueOf(Math.round((allocated(maker) - array) / (double) CHANNELS));
  }

  private long allocated(Supplier<Object[]> maker) {
    Object[] kept = new Object[CHANNELS];
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = maker.get();
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private void waiting() throws InterruptedException {
    Channel<Integer> ours = Channel.rendezvous();
    com.softwaremill.jox.Channel<Integer> jox = jox(0);
    ArrayBlockingQueue<Integer> queue = new ArrayBlockingQueue<>(1);
    Callable<Object> parking =
        () -> {
          while (true) {
            LockSupport.park();
            if (Thread.interrupted()) {
              return null;
            }
          }
        };
    long bare = least(parking);
    lines.add(
        row(
            "  a thread that waits",
            each(least(() -> ours.receiver().receive()) - bare),
            each(least(jox::receive) - bare),
            each(least(queue::take) - bare)));
  }

  /** Compiled code has smaller frames, and not all garbage is found at once. */
  private static long least(Callable<Object> wait) throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      least = Math.min(least, retained(wait));
    }
    return least;
  }

  private static String each(long bytes) {
    return String.valueOf(Math.round(bytes / (double) WAITERS));
  }

  /** Bytes that waiting threads keep alive. */
  private static long retained(Callable<Object> wait) throws InterruptedException {
    long before = Memory.liveHeap();
    Thread[] waiters = new Thread[WAITERS];
    for (int i = 0; i < waiters.length; i++) {
      waiters[i] = Thread.startVirtualThread(() -> until(wait));
    }
    for (Thread waiter : waiters) {
      while (waiter.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    long bytes = Memory.liveHeap() - before;
    for (Thread waiter : waiters) {
      waiter.interrupt();
    }
    for (Thread waiter : waiters) {
      waiter.join();
    }
    return bytes;
  }

  private static void until(Callable<Object> wait) {
    try {
      wait.call();
    } catch (Exception e) {
      // interrupted: the measurement is over
    }
  }

  private static String row(String name, String ours, String jox, String queue) {
    return String.format(Locale.ROOT, "%-24s%10s%10s%24s", name, ours, jox, queue);
  }

  private static boolean manyFit() throws IOException, InterruptedException {
    Process process =
        Jvm.of(Footprint.class, List.of("-Xmx" + HEAP), List.of())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  /** Makes and keeps a million channels with both ends; fails if memory does not do. */
  public static void main(String[] args) {
    Object[] kept = new Object[3 * MANY];
    for (int i = 0; i < kept.length; i += 3) {
      Channel<Integer> channel = Channel.rendezvous();
      kept[i] = channel;
      kept[i + 1] = channel.sender();
      kept[i + 2] = channel.receiver();
    }
    if (kept[kept.length - 1] == null) {
      throw new AssertionError("not all were made");
    }
  }
}
