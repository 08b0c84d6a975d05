package dev.towpath.lint;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import dev.towpath.lint.bytecode.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What code on virtual threads should not do. */
public final class VirtualThreadRules {

  private static final Set<String> LIMITS =
      Set.of("acquire", "tryAcquire", "acquireUninterruptibly", "limit", "invokeAll", "bounded");

  private static final Set<String> TRANSACTIONAL =
      Set.of(
          "org/springframework/transaction/annotation/Transactional",
          "jakarta/transaction/Transactional",
          "javax/transaction/Transactional");

  private static final Set<String> BEGINS =
      Set.of("begin", "beginTransaction", "getTransaction", "setAutoCommit");

  private static final Set<String> ENDS = Set.of("commit", "rollback");

  private VirtualThreadRules() {}

  /** All rules of this class as one, for code that targets this Java version. */
  public static ArchRule forRelease(int release) {
    List<ArchRule> rules = new ArrayList<>();
    rules.add(virtualThreadsAreNotPooled());
    rules.add(noThreadLocalCaches());
    rules.add(forksAreLimited());
    rules.add(interruptsAreNotSwallowed());
    rules.add(noForksInsideTransactions());
    if (release < 24) {
      rules.add(noWaitsInsideSynchronized());
    }
    return CompositeArchRule.of(rules);
  }

  /** A pool of virtual threads limits nothing that a semaphore would not limit better. */
  public static ArchRule virtualThreadsAreNotPooled() {
    return SiteCondition.rule(
        "virtual threads are not pooled",
        "they cost nothing to make; newVirtualThreadPerTaskExecutor(), with a BoundedExecutor where a limit is meant",
        (call, sites) -> {
          for (Value arg : call.args) {
            if (sites.beginsWith(arg, call, "ofVirtual")) {
              return true;
            }
          }
          return false;
        },
        "java.util.concurrent.Executors#newFixedThreadPool(int,ThreadFactory)",
        "java.util.concurrent.Executors#newCachedThreadPool(ThreadFactory)",
        "java.util.concurrent.Executors#newSingleThreadExecutor(ThreadFactory)",
        "java.util.concurrent.Executors#newScheduledThreadPool(int,ThreadFactory)",
        "java.util.concurrent.ThreadPoolExecutor#<init>");
  }

  /** A cache per thread is a cache per task when every task has its own thread. */
  public static ArchRule noThreadLocalCaches() {
    return Callbacks.rule(
        "virtual threads use no caches in thread locals",
        "every task has a thread of its own, so the cache is filled once and thrown away; pass the object, or keep a small queue of them",
        "virtual-caches.txt");
  }

  /** Code that computes for long holds its carrier; informative. */
  public static ArchRule noHeavyComputation() {
    return Callbacks.rule(
        "virtual threads do not compute for long",
        "a virtual thread that computes holds its carrier; hand it to a fixed pool of as many threads as cores",
        "virtual-cpu.txt");
  }

  /** Before JDK 24 a virtual thread that waits inside a monitor keeps its carrier. */
  public static ArchRule noWaitsInsideSynchronized() {
    return Callbacks.monitors(
        "nothing waits inside synchronized",
        "before JDK 24 it pins the carrier thread; use a ReentrantLock");
  }

  /** A loop that forks without a limit takes as much memory as it is given work. */
  public static ArchRule forksAreLimited() {
    return SiteCondition.rule(
        "loops that fork have a limit",
        "each fork holds its work in memory; a Scope with ScopeOptions.limit(n), or a Semaphore",
        (call, sites) ->
            call.inLoop
                && !sites.mentions(call.in, LIMITS)
                && (call.isStatic()
                    || call.target.owner().startsWith("java/lang/Thread")
                    || sites.comesFrom(
                        call.args.get(0), call, Set.of("newVirtualThreadPerTaskExecutor"))),
        "java.lang.Thread#startVirtualThread",
        "java.lang.Thread$Builder$OfVirtual#start",
        "java.util.concurrent.Executor#execute",
        "java.util.concurrent.ExecutorService#submit");
  }

  /** A transaction belongs to the thread that began it. */
  public static ArchRule noForksInsideTransactions() {
    return SiteCondition.rule(
        "transactions do not fork",
        "the transaction is bound to this thread and a forked task is no part of it; fork before it begins or after its end, or let each task have its own",
        (call, sites) ->
            sites.isAnnotated(call.in, TRANSACTIONAL) || sites.isBetween(call, BEGINS, ENDS),
        "dev.towpath.scope.Scope#fork",
        "dev.towpath.scope.Scope#forkBackground",
        "dev.towpath.scope.Scope#feed",
        "java.util.concurrent.StructuredTaskScope#fork");
  }

  /** An interrupt is how a scope tells its tasks to stop. */
  public static ArchRule interruptsAreNotSwallowed() {
    return SiteCondition.rule(
        "interrupts are not swallowed",
        "an interrupt is how a task is told to stop; throw it, or restore it with Thread.currentThread().interrupt()",
        (sites, violations) -> {
          for (String each : sites.swallowedInterrupts()) {
            String[] parts = each.split("\t", -1);
            violations
                .computeIfAbsent(parts[0], any -> new ArrayList<>())
                .add(
                    "InterruptedException swallowed in "
                        + parts[0]
                        + "."
                        + parts[1]
                        + " ("
                        + parts[2]
                        + ") | throw it, or restore it with Thread.currentThread().interrupt()");
          }
        });
  }
}
