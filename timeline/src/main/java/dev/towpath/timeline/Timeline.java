package dev.towpath.timeline;

import java.util.List;

/**
 * What a recording tells of tasks and messages, ready to be drawn. Times are nanoseconds from the
 * first of them; lanes are referred to by where they stand in the list.
 *
 * @param name what it is about
 * @param nanos when the last of it ends
 * @param lanes one for each thread, in the order in which they were forked or began
 * @param notes what a reader should know of how complete it is
 */
record Timeline(
    String name,
    long nanos,
    List<Lane> lanes,
    List<Arrow> arrows,
    List<Mark> marks,
    List<String> notes) {

  /**
   * A thread from its beginning to its end, as far as recorded.
   *
   * @param scope of the scope or executor whose task it ran; empty if none
   * @param waits what it waited for, in order; the rest of the time it ran, as far as recorded
   */
  record Lane(String name, String scope, long from, long to, List<Bar> waits) {
    long waited() {
      return waits.stream()
          .filter(wait -> wait.place != Place.READY)
          .mapToLong(wait -> wait.to - wait.from)
          .sum();
    }
  }

  /** What a thread waited for; of two at the same time the first counts. */
  enum Place {
    /** A processor: it could run, and was not given one. */
    READY,
    /** Somebody in a send, a receive, a select, an await or a join. */
    TOWPATH,
    /** Something in the JDK: asleep, at a monitor, in a file or a socket. */
    ELSEWHERE
  }

  /** A wait. */
  record Bar(long from, long to, Place place, String what) {}

  /** What an arrow stands for. */
  enum Kind {
    MESSAGE,
    FORK
  }

  /**
   * Something that went from one thread to another.
   *
   * @param over the channel or the scope
   * @param what the class of the value or the name of the task
   */
  record Arrow(Kind kind, int fromLane, long from, int toLane, long to, String over, String what) {}

  /** Something that happened on a thread at one instant. */
  record Mark(int lane, long at, String what) {}

  long messages() {
    return arrows.stream().filter(arrow -> arrow.kind == Kind.MESSAGE).count();
  }
}
