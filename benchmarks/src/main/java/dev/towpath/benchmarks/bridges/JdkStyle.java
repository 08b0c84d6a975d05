package dev.towpath.benchmarks.bridges;

import dev.towpath.benchmarks.coroutines.Bridges;
import dev.towpath.flow.FlowBridge;
import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.FutureBridge;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.IntConsumer;

/**
 * Plain Java: listeners, futures and {@link java.util.concurrent.Flow}. Its own ways: {@code
 * CompletableFuture.get}; {@code SubmissionPublisher}, whose {@code submit} cannot be interrupted;
 * {@code supplyAsync} on virtual threads.
 */
final class JdkStyle implements Style {
  private static final ExecutorService VIRTUAL = Executors.newVirtualThreadPerTaskExecutor();

  @Override
  public long open(Way by, int count, boolean async) throws Exception {
    if (!async) {
      throw Style.noSuch(by);
    }
    return switch (by) {
      case OURS ->
          Sums.of(
              CallbackBridge.<Integer>open(
                  emitter -> {
                    emitting(count, emitter::emit, emitter::end);
                    return () -> {};
                  },
                  count));
      case GLUE -> {
        BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
        emitting(count, queue::add, () -> {});
        long sum = 0;
        for (int i = 0; i < count; i++) {
          sum += queue.take();
        }
        yield sum;
      }
      case OWN, JDK, KOTLIN -> throw Style.noSuch(by);
    };
  }

  /** A source of events that cannot be made to wait, on a thread of its own. */
  private static void emitting(int count, IntConsumer event, Runnable end) {
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          for (int i = 0; i < count; i++) {
            event.accept(i);
          }
          end.run();
        });
  }

  @Override
  public long await(Way by, int count, boolean async) throws Exception {
    if (by == Way.KOTLIN) {
      return Bridges.awaitFutures(count, async);
    }
    CompletableFuture<Integer> there = CompletableFuture.completedFuture(1);
    long sum = 0;
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> future = async ? CompletableFuture.supplyAsync(() -> 1) : there;
      sum +=
          switch (by) {
            case OURS -> FutureBridge.await(future);
            case OWN -> future.get();
            case JDK, KOTLIN, GLUE -> throw Style.noSuch(by);
          };
    }
    return sum;
  }

  @Override
  public long publish(Way by, int count) throws Exception {
    Asking subscriber = new Asking();
    switch (by) {
      case OURS -> FlowBridge.publish(Sums.producer(count)).subscribe(subscriber);
      case OWN -> {
        try (SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>(VIRTUAL, DEMAND)) {
          publisher.subscribe(subscriber);
          for (int i = 0; i < count; i++) {
            publisher.submit(i);
          }
        }
      }
      case JDK, KOTLIN, GLUE -> throw Style.noSuch(by);
    }
    return subscriber.sum();
  }

  @Override
  public long call(Way by, int count) throws Exception {
    Sums.Countdown values = new Sums.Countdown(count);
    for (int i = 0; i < count; i++) {
      CompletableFuture<Integer> future =
          switch (by) {
            case OURS -> FutureBridge.call(() -> 1);
            case OWN -> CompletableFuture.supplyAsync(() -> 1, VIRTUAL);
            case KOTLIN -> Bridges.callingFuture();
            case JDK, GLUE -> throw Style.noSuch(by);
          };
      var unused = future.thenAccept(values::arrived);
    }
    return values.sum();
  }
}
