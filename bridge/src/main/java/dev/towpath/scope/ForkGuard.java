package dev.towpath.scope;

import java.util.Optional;

/**
 * Knows when the calling thread is bound to something that a forked task would not have: a database
 * transaction, for one, whose connection belongs to one thread. Found with {@link
 * java.util.ServiceLoader}. Every fork asks all guards first, unless the scope was built
 * {@linkplain ScopeOptions#withoutForkGuards() without}; so does every submit to an executor built
 * {@linkplain BoundedExecutor.Builder#withForkGuards() with} them.
 */
public interface ForkGuard {
  /**
   * Tells why the calling thread must not fork now. Called for each fork: must be fast, and must
   * not wait.
   *
   * @return what the thread is bound to and what to do instead, which becomes part of the message
   *     of the {@link IllegalStateException}; empty when it may fork
   */
  Optional<String> refuse();
}
