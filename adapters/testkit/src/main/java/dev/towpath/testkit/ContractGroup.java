package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Receiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/**
 * Some of the contract's tests. The name of each starts with the numbers that it holds, then a
 * colon: the verdict goes by them.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class ContractGroup {
  private static final AtomicInteger BRIDGES = new AtomicInteger();

  private volatile boolean over;

  final Probe probe = new Probe("contract " + BRIDGES.incrementAndGet() + " bridge");

  abstract BridgeContract bridge();

  /** The verb under test; a bridge may declare that it has no such verb. */
  abstract String verb();

  @BeforeEach
  void bridgeIsBoundByTheRule(TestInfo test) {
    Rules.reasonNotToApply(bridge().notApplicable(), verb(), test.getDisplayName())
        .ifPresent(reason -> Assumptions.abort(Rules.NOT_APPLICABLE + reason));
  }

  /** False once the test is over: then a body without end that nobody has stopped ends too. */
  boolean goesOn() {
    return !over;
  }

  @AfterEach
  void noThreadStays() throws InterruptedException {
    over = true;
    Threads.awaitNoneNamed(probe.name());
  }

  <T> BridgeOptions<T> options() {
    return probe.options();
  }

  <T> Receiver<T> open(Flow.Publisher<T> source, int demand) {
    return bridge().open(source, demand, probe.options());
  }

  /** Runs the task on a thread that must never wait; returns when it is through. */
  void onEventLoop(Runnable task) throws InterruptedException {
    Thread loop = bridge().eventLoop(task);
    loop.start();
    awaitThrough(loop);
  }

  static void awaitThrough(Thread loop) throws InterruptedException {
    eventually("the event loop is through", () -> !loop.isAlive());
  }

  /** Returns what the future holds, once it is there. */
  static <V extends @Nullable Object> V soon(CompletableFuture<V> outcome)
      throws InterruptedException {
    eventually("the outcome is known", outcome::isDone);
    return outcome.join();
  }

  /** Receives until the channel ends; a failure is thrown. */
  static <T> List<T> readAll(Receiver<T> receiver) {
    List<T> values = new ArrayList<>();
    readInto(values, receiver);
    return values;
  }

  static <T> void readInto(List<T> values, Receiver<T> receiver) {
    for (T value : receiver) {
      values.add(value);
    }
  }
}
