package dev.towpath.benchmarks.bridges;

import dev.towpath.vertx.VertxBridge;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Vert.x. Its own ways: {@code Future.await}, on the virtual thread of a verticle where alone it
 * works; {@code executeBlocking}.
 */
final class VertxStyle implements Style {
  private final Vertx vertx = Vertx.vertx();

  @Override
  public void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get();
  }

  @Override
  public long open(Way by, int count, boolean async) throws Exception {
    if (!async) {
      throw Style.noSuch(by);
    }
    Context loop = eventLoop();
    return switch (by) {
      case OURS -> {
        CompletableFuture<dev.towpath.channel.Receiver<Integer>> opened = new CompletableFuture<>();
        loop.runOnContext(
            tick -> opened.complete(VertxBridge.open(new Numbers(loop, count), DEMAND)));
        yield Sums.of(opened.get());
      }
      case GLUE -> {
        BlockingQueue<Integer> queue = new ArrayBlockingQueue<>(2 * DEMAND);
        AtomicBoolean paused = new AtomicBoolean();
        Numbers numbers = new Numbers(loop, count);
        loop.runOnContext(tick ->
            numbers.handler(value -> {
              queue.add(value);
              if (queue.size() >= DEMAND) {
                numbers.pause();
                paused.set(true);
                if (queue.isEmpty() && paused.compareAndSet(true, false)) { // read meanwhile
                  numbers.resume();
                }
              }
            }));
        long sum = 0;
        for (int i = 0; i < count; i++) {
          Integer value = queue.poll();
          if (value == null) {
            if (paused.compareAndSet(true, false)) { // more resumes than pauses would overflow it
              loop.runOnContext(tick -> numbers.resume());
            }
            value = queue.take();
          }
          sum += value;
        }
        yield sum;
      }
      case OWN, JDK, KOTLIN -> throw Style.noSuch(by);
    };
  }

  private Context eventLoop() throws Exception {
    CompletableFuture<Context> context = new CompletableFuture<>();
    vertx.runOnContext(tick -> context.complete(vertx.getOrCreateContext()));
    return context.get();
  }

  /** A stream of numbers, all on one context. */
  private static final class Numbers implements ReadStream<Integer> {
    private static final int BURST = 64;

    private final Context context;
    private final int count;
    private Handler<Integer> handler;
    private Handler<Void> endHandler;
    private long demand = Long.MAX_VALUE;
    private int next;
    private boolean emitting;
    private boolean ended;

    Numbers(Context context, int count) {
      this.context = context;
      this.count = count;
    }

    private void emit() {
      if (emitting || handler == null) {
        return;
      }
      emitting = true;
      for (int i = 0; i < BURST && demand > 0 && next < count; i++) {
        if (demand != Long.MAX_VALUE) {
          demand--;
        }
        handler.handle(next++);
      }
      emitting = false;
      if (next == count) {
        end();
      } else if (demand > 0) {
        context.runOnContext(tick -> emit());
      }
    }

    private void end() {
      if (!ended && endHandler != null) {
        ended = true;
        endHandler.handle(null);
      }
    }

    @Override
    public ReadStream<Integer> exceptionHandler(Handler<Throwable> ignored) {
      return this;
    }

    @Override
    public ReadStream<Integer> handler(Handler<Integer> newHandler) {
      handler = newHandler;
      context.runOnContext(tick -> emit());
      return this;
    }

    @Override
    public ReadStream<Integer> pause() {
      demand = 0;
      return this;
    }

    @Override
    public ReadStream<Integer> resume() {
      return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Integer> fetch(long amount) {
      demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
      emit();
      return this;
    }

    @Override
    public ReadStream<Integer> endHandler(Handler<Void> newHandler) {
      endHandler = newHandler;
      return this;
    }
  }

  @Override
  public long await(Way by, int count, boolean async) throws Exception {
    Context loop = eventLoop();
    Future<Integer> there = Future.succeededFuture(1);
    return onVerticle(() -> {
      long sum = 0;
      for (int i = 0; i < count; i++) {
        Future<Integer> future = async ? later(loop) : there;
        sum +=
            switch (by) {
              case OURS -> VertxBridge.await(future);
              case OWN -> Future.await(future);
              case JDK, KOTLIN, GLUE -> throw Style.noSuch(by);
            };
      }
      return sum;
    });
  }

  private static Future<Integer> later(Context loop) {
    Promise<Integer> promise = Promise.promise();
    loop.runOnContext(tick -> promise.complete(1));
    return promise.future();
  }

  /** Runs it on the virtual thread of a verticle. */
  private long onVerticle(Callable<Long> body) throws Exception {
    CompletableFuture<Long> result = new CompletableFuture<>();
    AbstractVerticle verticle =
        new AbstractVerticle() {
          @Override
          public void start() throws Exception {
            result.complete(body.call());
          }
        };
    String id =
        vertx
            .deployVerticle(
                verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    vertx.undeploy(id).toCompletionStage().toCompletableFuture().get();
    return result.get();
  }

  @Override
  public long publish(Way by, int count) throws Exception {
    if (by != Way.OURS) {
      throw Style.noSuch(by);
    }
    Context loop = eventLoop();
    CompletableFuture<Long> total = new CompletableFuture<>();
    loop.runOnContext(tick -> {
      long[] sum = {0};
      VertxBridge.<Integer>publish(Sums.producer(count))
          .exceptionHandler(total::completeExceptionally)
          .endHandler(end -> total.complete(sum[0]))
          .handler(value -> sum[0] += value);
    });
    return total.get();
  }

  @Override
  public long call(Way by, int count) throws Exception {
    Context loop = eventLoop();
    Sums.Countdown values = new Sums.Countdown(count);
    loop.runOnContext(tick -> {
      for (int i = 0; i < count; i++) {
        Future<Integer> future =
            switch (by) {
              case OURS -> VertxBridge.call(() -> 1);
              case OWN -> vertx.executeBlocking(() -> 1, false);
              case JDK, KOTLIN, GLUE -> throw Style.noSuch(by);
            };
        future.onSuccess(values::arrived).onFailure(values::failed);
      }
    });
    return values.sum();
  }
}
