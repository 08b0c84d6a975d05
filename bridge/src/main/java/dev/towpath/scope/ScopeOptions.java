package dev.towpath.scope;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Scope} can be told when it is opened. Immutable: each method returns a copy.
 *
 * <p>
 *
 * {@snippet :
 * Scope.open(ScopeOptions.defaults().name("fetch").limit(8).policy(Policy.COLLECT_ALL))
 * }
 */
public final class ScopeOptions {
  private static final ScopeOptions DEFAULTS =
      new ScopeOptions(
          "scope",
          Policy.FIRST_FAILURE,
          Integer.MAX_VALUE,
          true,
          true,
          Duration.ofSeconds(10),
          task -> {},
          null);

  final String name;
  final Policy policy;
  final int limit;
  final boolean interrupting;
  final boolean guarded;
  final Duration grace;
  final Consumer<? super Task<?>> onStraggler;
  final @Nullable ThreadFactory threads; // null: virtual, named after their tasks

  private ScopeOptions(
      String name,
      Policy policy,
      int limit,
      boolean interrupting,
      boolean guarded,
      Duration grace,
      Consumer<? super Task<?>> onStraggler,
      @Nullable ThreadFactory threads) {
    this.name = name;
    this.policy = policy;
    this.limit = limit;
    this.interrupting = interrupting;
    this.guarded = guarded;
    this.grace = grace;
    this.onStraggler = onStraggler;
    this.threads = threads;
  }

  /**
   * Returns the options that hold where none are given: the name {@code scope}, {@link
   * Policy#FIRST_FAILURE}, no limit, a cancel that interrupts, all guards asked, 10 seconds of
   * grace.
   */
  public static ScopeOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Names the scope, and after it its tasks and their threads.
   *
   * @param name any text
   */
  public ScopeOptions name(String name) {
    Objects.requireNonNull(name, "scope name is null");
    return new ScopeOptions(
        name, policy, limit, interrupting, guarded, grace, onStraggler, threads);
  }

  /**
   * Sets when the scope cancels its tasks by itself.
   *
   * @param policy the policy
   */
  public ScopeOptions policy(Policy policy) {
    Objects.requireNonNull(policy, "policy is null");
    return new ScopeOptions(
        name, policy, limit, interrupting, guarded, grace, onStraggler, threads);
  }

  /**
   * Sets how many tasks run at once, leaving out those in the background. Forks beyond that do not
   * wait: their tasks do, first come, first served, before a thread is made for them. Their number
   * has no bound. A task that waits for one forked later in the same scope may wait for ever; give
   * it a scope of its own.
   *
   * @param limit 1 or more
   * @throws IllegalArgumentException if the limit is less than 1
   */
  public ScopeOptions limit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit < 1: " + limit);
    }
    return new ScopeOptions(
        name, policy, limit, interrupting, guarded, grace, onStraggler, threads);
  }

  /**
   * Has a cancel not interrupt the tasks: for code that would close a socket or a file then. Their
   * waits in channels, selects and awaits end as those of the owner do; else they see the cancel in
   * {@link Scope#done} and {@link Scope#isCancelled}.
   */
  public ScopeOptions withoutInterrupt() {
    return new ScopeOptions(name, policy, limit, false, guarded, grace, onStraggler, threads);
  }

  /**
   * Lets the scope fork where a {@link ForkGuard} would refuse: inside a bound transaction, say, of
   * which the tasks are then no part.
   */
  public ScopeOptions withoutForkGuards() {
    return new ScopeOptions(name, policy, limit, interrupting, false, grace, onStraggler, threads);
  }

  /**
   * Sets how long after a cancel a closing scope waits until it reports the tasks that still run,
   * at level WARNING to the logger {@code dev.towpath}, with name and stack. It waits for them all
   * the same.
   *
   * @param grace how long; zero or less reports at once
   */
  public ScopeOptions grace(Duration grace) {
    Objects.requireNonNull(grace, "grace time is null");
    return new ScopeOptions(
        name, policy, limit, interrupting, guarded, grace, onStraggler, threads);
  }

  /**
   * Sets who is told of tasks that still run after the grace time, once each, besides the logger.
   *
   * @param onStraggler runs on the closing thread; what it throws is logged
   */
  public ScopeOptions onStraggler(Consumer<? super Task<?>> onStraggler) {
    Objects.requireNonNull(onStraggler, "onStraggler is null");
    return new ScopeOptions(
        name, policy, limit, interrupting, guarded, grace, onStraggler, threads);
  }

  /** Has other threads made for the tasks. */
  ScopeOptions threads(ThreadFactory threads) {
    return new ScopeOptions(
        name, policy, limit, interrupting, guarded, grace, onStraggler, threads);
  }
}
