package dev.towpath.channel.watch;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was made and should end some day, while somebody looks: scopes, tasks, bridges, waits. While
 * nobody does nothing is kept, and the question whether somebody does is all that it costs.
 */
public final class Ledger {
  private static final AtomicInteger LOOKING =
      new AtomicInteger(Boolean.getBoolean("dev.towpath.recordWaits") ? 1 : 0);
  private static final Set<Entry> ENTRIES = ConcurrentHashMap.newKeySet();

  private Ledger() {}

  /** Something that was made and should end. Equal to itself only. */
  public static final class Entry {
    private final Supplier<String> what;
    private final BooleanSupplier over;
    private final Thread thread;
    private final @Nullable Throwable made;
    private final long since = System.nanoTime();
    private final Supplier<List<End>> ends;

    private Entry(
        Supplier<String> what,
        BooleanSupplier over,
        @Nullable Throwable made,
        Supplier<List<End>> ends) {
      this.what = what;
      this.over = over;
      this.thread = Thread.currentThread();
      this.made = made;
      this.ends = ends;
    }

    /** Says what it is and how it stands now. */
    public String what() {
      return what.get();
    }

    /** The ends of channels on which the thread waits, as the channels stand now. */
    public List<End> ends() {
      return ends.get();
    }

    /** The thread that made it, or that waits. */
    public Thread thread() {
      return thread;
    }

    /** Tells whether it is a wait of the thread. */
    public boolean isWait() {
      return made == null;
    }

    /** How long ago that was, in nanoseconds. */
    public long age() {
      return System.nanoTime() - since;
    }

    /** Where it was made; for a wait, where the thread waits now. */
    public StackTraceElement[] trace() {
      return made == null ? thread.getStackTrace() : made.getStackTrace();
    }

    /** Takes it out, since it has ended. */
    public void remove() {
      ENTRIES.remove(this);
    }
  }

  /** Begins to look. */
  public static void look() {
    LOOKING.incrementAndGet();
  }

  /** Looks no more; once for each {@link #look}. */
  public static void lookAway() {
    if (LOOKING.decrementAndGet() == 0) {
      ENTRIES.clear();
    }
  }

  /** Tells whether somebody looks. */
  public static boolean isOn() {
    return LOOKING.getOpaque() > 0;
  }

  /**
   * Notes something that the calling thread has made; null if nobody looks.
   *
   * @param what says what it is
   */
  public static @Nullable Entry made(Supplier<String> what) {
    return isOn() ? add(what, () -> false, new Throwable(), List::of) : null;
  }

  /**
   * As {@link #made(Supplier)}, for what is not taken out.
   *
   * @param what says what it is
   * @param over whether it has ended
   */
  public static void made(Supplier<String> what, BooleanSupplier over) {
    if (isOn()) {
      add(what, over, new Throwable(), List::of);
    }
  }

  /**
   * Notes that the calling thread waits; null if nobody looks.
   *
   * @param what says for what
   * @param ends says on which ends of channels
   */
  public static @Nullable Entry waits(Supplier<String> what, Supplier<List<End>> ends) {
    return isOn() ? add(what, () -> false, null, ends) : null;
  }

  private static Entry add(
      Supplier<String> what,
      BooleanSupplier over,
      @Nullable Throwable made,
      Supplier<List<End>> ends) {
    Entry entry = new Entry(what, over, made, ends);
    ENTRIES.add(entry);
    return entry;
  }

  /** Returns what has not ended. */
  public static List<Entry> entries() {
    ENTRIES.removeIf(entry -> entry.over.getAsBoolean());
    return List.copyOf(ENTRIES);
  }
}
