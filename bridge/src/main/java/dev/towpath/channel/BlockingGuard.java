package dev.towpath.channel;

import java.util.Optional;

/**
 * Knows threads that must never wait, such as event loops: contract C5. Found with {@link
 * java.util.ServiceLoader}; an adapter brings its own. Every plain verb asks all guards before it
 * does anything, so that a wrong call fails on the first try and not only under load. On a virtual
 * thread, which rarely must not wait, send and receive ask only before they really do, and the
 * await of a future only when that is not complete.
 */
public interface BlockingGuard {
  /**
   * Tells why a thread must not wait. Called often: must be fast, and must not wait.
   *
   * @param thread the calling thread
   * @return what the thread is and what to call instead, which becomes part of the message of the
   *     {@link IllegalStateException}; empty when the thread may wait
   */
  Optional<String> refuse(Thread thread);

  /**
   * Asks all guards about the calling thread. For adapters: a verb that waits calls this first, so
   * that it is refused before it has subscribed to anything.
   *
   * @param verb what the caller is about to do, for the message
   * @throws IllegalStateException naming the verb, the thread and the way out
   */
  static void check(String verb) {
    Runtimes.checkMayWait(verb);
  }

  /**
   * As {@link #check}, for a verb that finds what it would wait for and starts nothing: a virtual
   * thread, which rarely must not wait, is not asked then. For adapters.
   *
   * @param verb what the caller is about to do, for the message
   * @throws IllegalStateException naming the verb, the thread and the way out
   */
  static void checkWithoutWait(String verb) {
    Runtimes.checkMayWait(verb, false);
  }
}
