package dev.towpath.channel.stop;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * What a thread needs that waits without a time limit, where only threads of known keepers can
 * bring it. A wait that something else could end is no need. Equal to itself only.
 */
public final class Need {
  /** One way in which the wait can end; a select has several. */
  public interface Way {
    /** Whose threads can bring it. */
    Keeper keeper();

    /** What for, in words that follow "waits to". */
    String what();

    /** What who stands at the other end is called, as in "sender"; empty if there is no other. */
    String peer();

    /** The threads that have been seen at the other end, a few at most. */
    List<Thread> peers();

    /** The threads that have been seen at the same end, a few at most. */
    List<Thread> fellows();
  }

  private static final AtomicInteger WANTED = new AtomicInteger();

  private final BooleanSupplier met;
  private final List<Way> ways;

  /**
   * The need of the calling thread.
   *
   * @param met whether it is met, or the wait over for another reason; once true, stays true
   * @param ways those in which it can be met
   */
  public Need(BooleanSupplier met, List<Way> ways) {
    this.met = met;
    this.ways = List.copyOf(ways);
  }

  /** Tells whether the wait is over, even if its thread does not know yet. */
  public boolean isMet() {
    return met.getAsBoolean();
  }

  /** In which ways it can be met. */
  public List<Way> ways() {
    return ways;
  }

  /** From now on somebody wants to know of needs. */
  public static void want() {
    WANTED.incrementAndGet();
  }

  /** Takes back one {@link #want}. */
  public static void wantNoMore() {
    WANTED.decrementAndGet();
  }

  /** Tells whether somebody wants to know. */
  public static boolean isWanted() {
    return WANTED.getOpaque() > 0;
  }
}
