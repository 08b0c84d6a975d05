package dev.towpath.blockhound;

import io.netty.channel.DefaultEventLoopGroup;
import io.reactivex.rxjava3.schedulers.Schedulers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import reactor.core.scheduler.Scheduler;

/** Threads that must never be parked, of each library several. */
enum Loops {
  REACTOR {
    @Override
    Executor make() {
      Scheduler.Worker worker = reactor.core.scheduler.Schedulers.parallel().createWorker();
      return worker::schedule;
    }
  },
  RXJAVA {
    @Override
    Executor make() {
      var worker = Schedulers.computation().createWorker();
      return worker::schedule;
    }
  },
  NETTY {
    @Override
    Executor make() {
      return NETTY_LOOPS.next();
    }
  },
  VERTX {
    @Override
    Executor make() {
      Context context = VERTX_INSTANCE.getOrCreateContext();
      return task -> context.runOnContext(nothing -> task.run());
    }
  };

  static final int COUNT = 4;

  private static final DefaultEventLoopGroup NETTY_LOOPS = new DefaultEventLoopGroup(COUNT);
  static final Vertx VERTX_INSTANCE = Vertx.vertx();

  abstract Executor make();

  List<Executor> some() {
    return IntStream.range(0, COUNT).mapToObj(i -> make()).toList();
  }

  /** Runs the task on each of some loops, at once; returns when all have ended. */
  void onEach(Runnable task) {
    List<CompletableFuture<Void>> runs = new ArrayList<>();
    for (Executor loop : some()) {
      runs.add(CompletableFuture.runAsync(task, loop));
    }
    runs.forEach(CompletableFuture::join);
  }
}
