package dev.towpath.samples.tasks;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.scope.BoundedExecutor;
import dev.towpath.scope.BoundedExecutor.WhenFull;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What Go people reach for when they start goroutines; each is a line here or in the JDK. */
final class FromGo {
  private FromGo() {}

  // @start region="waitgroup"
  /** {@code sync.WaitGroup}: all are waited for, and nobody can forget {@code Done}. */
  static void waitGroup(List<Runnable> parts) throws InterruptedException {
    try (Scope group = Scope.open()) {
      parts.forEach(part -> group.fork(Executors.callable(part)));
      group.join();
    }
  }

  // @end

  // @start region="errgroup"
  /** {@code errgroup.WithContext}: the first failure stops the others and comes out of the join. */
  static void errGroup(List<Callable<?>> parts) throws InterruptedException {
    try (Scope group = Scope.open()) {
      parts.forEach(group::fork);
      group.join();
    }
  }

  // @end

  // @start region="setlimit"
  /** {@code errgroup.SetLimit(n)}: the n+1st waits before it begins. */
  static void setLimit(int most, List<Callable<?>> parts) throws InterruptedException {
    try (Scope group = Scope.open(ScopeOptions.defaults().limit(most))) {
      parts.forEach(group::fork);
      group.join();
    }
  }

  /** A worker pool. */
  static <T> List<Future<T>> atMost(int most, Collection<Callable<T>> parts)
      throws InterruptedException {
    try (BoundedExecutor group = BoundedExecutor.of(most, 0)) {
      return group.invokeAll(parts);
    }
  }

  /** {@code errgroup.TryGo}: throws a {@code RejectedExecutionException} instead of waiting. */
  static BoundedExecutor tryGo(int most) {
    return BoundedExecutor.builder(most, 0).whenFull(WhenFull.ABORT).build();
  }

  // @end

  // @start region="context"
  /** {@code case <-ctx.Done()}: a value, or nothing once the scope is cancelled. */
  static <T> Optional<T> withCancel(Receiver<T> values, Scope context) throws InterruptedException {
    return Select.of(
            Select.receive(values, Optional::of),
            Select.receiveOrEnd(context.done(), end -> Optional.<T>empty()))
        .await();
  }

  /** {@code context.WithTimeout}: one limit, handed down; a call inside may only shorten it. */
  static <T> TryReceive<T> withTimeout(Receiver<T> answers, Deadline ofCaller)
      throws InterruptedException {
    Deadline own = Deadline.in(Duration.ofSeconds(2)).earlier(ofCaller);
    return answers.receive(own.remaining());
  }

  // @end

  // @start region="semaphore"
  /**
   * {@code semaphore.Weighted}: the JDK has it; {@code tryAcquire} takes what a deadline leaves.
   */
  static <T> T weighted(Semaphore memory, int megabytes, Deadline deadline, Callable<T> body)
      throws Exception {
    long left = deadline.remaining().toNanos();
    if (!memory.tryAcquire(megabytes, left, TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("no " + megabytes + " MB in time");
    }
    try {
      return body.call();
    } finally {
      memory.release(megabytes);
    }
  }

  // @end

  // @start region="rate"
  /** {@code rate.Limiter}: whoever receives may go on; {@code burst} at once after a pause. */
  static Receiver<Long> rate(ScheduledExecutorService timer, Duration every, int burst) {
    Channel<Long> permits =
        Channel.<Long>builder().capacity(burst).overflow(Overflow.DROP_NEWEST).build();
    timer.scheduleAtFixedRate(
        () -> permits.sender().trySend(System.nanoTime()),
        0,
        every.toNanos(),
        TimeUnit.NANOSECONDS);
    return permits.receiver();
  }

  /** {@code time.NewTicker}: the same with a burst of one. */
  static Receiver<Long> ticker(ScheduledExecutorService timer, Duration every) {
    return rate(timer, every, 1);
  }

  // @end

  // @start region="singleflight"
  /** {@code singleflight.Group}: who asks for what is being looked up waits for that. */
  static <K, V> V once(
      Map<K, CompletableFuture<V>> flights, K key, Callable<V> lookUp, Deadline deadline)
      throws InterruptedException, TimeoutException {
    CompletableFuture<V> flight =
        flights.computeIfAbsent(key, unused -> FutureBridge.<V>call(lookUp));
    try {
      return FutureBridge.await(flight, deadline.remaining());
    } finally {
      flights.remove(key, flight);
    }
  }

  // @end

  // @start region="pool"
  /** A {@code chan} as a pool of things that are dear, such as connections. */
  static <C, T> T borrowed(Channel<C> pool, Body<C, T> body) throws Exception {
    C one = pool.receiver().receive();
    try {
      return body.use(one);
    } finally {
      pool.sender().trySend(one); // there is room: it came from here
    }
  }

  interface Body<C, T> {
    T use(C one) throws Exception;
  }

  // @end
}
