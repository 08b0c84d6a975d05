package vertx4;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.AsyncResult;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import labels.Blocks;
import labels.Clean;

class Vertx4 {

  static void nap() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Clean("the first handler runs on a worker")
  static class OldExecuteBlocking {
    void start(Vertx vertx) {
      vertx.<String>executeBlocking(promise -> { nap(); promise.complete("x"); }, result -> System.nanoTime());
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class ResultHandler {
    void start(Vertx vertx) {
      vertx.<String>executeBlocking(promise -> promise.complete("x"), result -> nap());
    }
  }

  @Clean("ordered or not, the first handler runs on a worker")
  static class OldExecuteBlockingUnordered {
    void start(Vertx vertx) {
      vertx.<String>executeBlocking(promise -> nap(), false, result -> { });
    }
  }

  @Clean("an executor of workers")
  static class Worker {
    void start(Vertx vertx) {
      WorkerExecutor workers = vertx.createSharedWorkerExecutor("w");
      workers.<String>executeBlocking(promise -> { nap(); promise.complete(); }, result -> { });
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class VerticleStart extends AbstractVerticle {
    @Override public void start(Promise<Void> promise) { nap(); promise.complete(); }
  }

  @Blocks("start>InetAddress.getByName")
  static class Dns extends AbstractVerticle {
    @Override public void start() {
      vertx.createHttpServer().requestHandler(request -> {
        try {
          request.response().end(InetAddress.getByName(request.getParam("host")).toString());
        } catch (UnknownHostException e) {
          request.response().end("unknown");
        }
      });
    }
  }

  @Blocks("query>DataSource.getConnection")
  static class Jdbc extends AbstractVerticle {
    private DataSource source;
    @Override public void start() {
      vertx.eventBus().<String>consumer("orders", this::query);
    }
    void query(Message<String> message) {
      try (Connection connection = source.getConnection()) {
        message.reply("ok");
      } catch (SQLException e) {
        message.fail(1, "db");
      }
    }
  }

  @Blocks("handle>read>ResultSet.next")
  static class ResultSetLoop implements Handler<HttpServerRequest> {
    private ResultSet rows;
    void start(HttpServer server) { server.requestHandler(this); }
    @Override public void handle(HttpServerRequest request) { read(); }
    private void read() {
      try {
        while (rows.next()) {
          System.nanoTime();
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Blocks("start>CountDownLatch.await")
  static class LatchInDeploy extends AbstractVerticle {
    @Override public void start() throws Exception {
      CountDownLatch latch = new CountDownLatch(1);
      vertx.deployVerticle("other", done -> latch.countDown());
      latch.await();
    }
  }

  @Blocks("lambda>CompletableFuture.join")
  static class JoinOwnLoop extends AbstractVerticle {
    void lambda(Long id) {
      vertx.fileSystem().readFile("x").toCompletionStage().toCompletableFuture().join();
    }
    @Override public void start() { vertx.setTimer(10, this::lambda); }
  }

  @Blocks("start>LinkedBlockingQueue.take")
  static class Queue extends AbstractVerticle {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    @Override public void start() {
      context.runOnContext(v -> {
        try { queue.take(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); }
      });
    }
  }

  @Clean("a poll that does not wait")
  static class QueuePoll extends AbstractVerticle {
    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();
    @Override public void start() { context.runOnContext(v -> queue.poll()); }
  }

  @Clean("a zero timeout does not wait")
  static class ZeroTimeout extends AbstractVerticle {
    private final CountDownLatch latch = new CountDownLatch(1);
    @Override public void start() {
      context.runOnContext(v -> {
        try { latch.await(0, TimeUnit.SECONDS); } catch (InterruptedException e) { throw new IllegalStateException(e); }
      });
    }
  }

  @Clean("deployed as a worker with the old option")
  static class OldWorker extends AbstractVerticle {
    @Override public void start() { nap(); vertx.setPeriodic(10, id -> nap()); }
    static void deploy(Vertx vertx) {
      vertx.deployVerticle(OldWorker.class.getName(), new DeploymentOptions());
    }
    static void deployForReal(Vertx vertx) {
      vertx.deployVerticle(new OldWorker(), new DeploymentOptions().setWorker(true).setInstances(1));
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class DeployedBothWays extends AbstractVerticle {
    @Override public void start() { nap(); }
    static void deploy(Vertx vertx) {
      vertx.deployVerticle(new DeployedBothWays());
      vertx.deployVerticle(new DeployedBothWays(), new DeploymentOptions().setWorker(true));
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class OnSuccess extends AbstractVerticle {
    @Override public void start() { vertx.fileSystem().readFile("x").onSuccess(buffer -> nap()).onFailure(Throwable::printStackTrace); }
  }

  @Blocks("done>nap>Thread.sleep")
  static class CallbackStyle extends AbstractVerticle {
    @Override public void start() { vertx.fileSystem().readFile("x", this::done); }
    private void done(AsyncResult<?> result) { if (result.succeeded()) { nap(); } }
  }

  @Clean("asks for the value of a future that succeeded")
  static class SucceededValue extends AbstractVerticle {
    @Override public void start() {
      Future<String> future = Future.succeededFuture("x");
      vertx.setTimer(1, id -> { if (future.succeeded()) { future.result(); } });
    }
  }

  @Clean("the future is done")
  static class DoneFuture extends AbstractVerticle {
    private final CompletableFuture<String> future = new CompletableFuture<>();
    @Override public void start() {
      vertx.setTimer(1, id -> {
        if (future.isDone()) {
          try { future.get(); } catch (InterruptedException | ExecutionException e) { throw new IllegalStateException(e); }
        }
      });
    }
  }

  @Blocks("start>CompletableFuture.get")
  static class NotDoneFuture extends AbstractVerticle {
    private final CompletableFuture<String> future = new CompletableFuture<>();
    @Override public void start() {
      vertx.setTimer(1, id -> {
        if (!future.isDone()) {
          try { future.get(); } catch (InterruptedException | ExecutionException e) { throw new IllegalStateException(e); }
        }
      });
    }
  }

  interface Step { void run() throws Exception; }

  @Blocks("start>run>start>Process.waitFor")
  static class OwnFunctionalInterface extends AbstractVerticle {
    private Process process;
    private static void run(Step step) { try { step.run(); } catch (Exception e) { throw new IllegalStateException(e); } }
    @Override public void start() { vertx.setTimer(1, id -> run(() -> process.waitFor())); }
  }

  @Blocks("start>lookUp>Statement.executeQuery")
  static class OptionalChain extends AbstractVerticle {
    private Statement statement;
    private String lookUp(String name) {
      try { return statement.executeQuery(name).toString(); } catch (SQLException e) { return ""; }
    }
    @Override public void start() { vertx.setTimer(1, id -> Optional.of("x").map(this::lookUp).orElse("")); }
  }

  @Clean("only the shutdown hook waits")
  static class ShutdownHook extends AbstractVerticle {
    @Override public void start() { Runtime.getRuntime().addShutdownHook(new Thread(() -> nap())); }
  }

  static class Holder {
    static final String CONFIG = read();
    static String read() { nap(); return "x"; }
  }

  @Blocks("start><clinit>>read>nap>Thread.sleep")
  static class HolderIdiom extends AbstractVerticle {
    @Override public void start() { vertx.setTimer(1, id -> System.identityHashCode(Holder.CONFIG.length())); }
  }

  enum Mode {
    FAST { @Override void act() { System.nanoTime(); } },
    SLOW { @Override void act() { nap(); } };
    abstract void act();
  }

  @Blocks("start>act>nap>Thread.sleep")
  static class EnumBody extends AbstractVerticle {
    private Mode mode;
    @Override public void start() { vertx.setTimer(1, id -> mode.act()); }
  }

  interface Loader { default void load() { nap(); } }

  @Blocks("start>load>nap>Thread.sleep")
  static class DefaultMethod extends AbstractVerticle implements Loader {
    @Override public void start() { vertx.setTimer(1, id -> load()); }
  }

  static class Base extends AbstractVerticle {
    void prepare() { nap(); }
  }

  @Blocks("start>prepare>prepare>nap>Thread.sleep")
  static class SuperCall extends Base {
    @Override void prepare() { super.prepare(); }
    @Override public void start() { vertx.setTimer(1, id -> prepare()); }
  }

  @Blocks("start>walk>Thread.sleep")
  static class Recursion extends AbstractVerticle {
    private void walk(int depth) throws InterruptedException { if (depth > 0) { walk(depth - 1); } else { Thread.sleep(5_000); } }
    @Override public void start() {
      vertx.setTimer(1, id -> { try { walk(3); } catch (InterruptedException e) { Thread.currentThread().interrupt(); } });
    }
  }

  @Blocks("start>nap>Thread.sleep")
  static class InFinally extends AbstractVerticle {
    @Override public void start() { vertx.setTimer(1, id -> { try { System.nanoTime(); } finally { nap(); } }); }
  }

  @Clean("inline only without an executor, and there is one")
  static class InlineOrPool extends AbstractVerticle {
    private void run(Runnable task, java.util.concurrent.Executor executor) {
      if (executor == null) { task.run(); } else { executor.execute(task); }
    }
    @Override public void start() {
      java.util.concurrent.Executor pool = java.util.concurrent.Executors.newCachedThreadPool();
      vertx.setTimer(1, id -> run(() -> nap(), pool));
    }
  }

  @Blocks("start>run>start>nap>Thread.sleep")
  static class InlineWithoutPool extends AbstractVerticle {
    private void run(Runnable task, java.util.concurrent.Executor executor) {
      if (executor == null) { task.run(); } else { executor.execute(task); }
    }
    @Override public void start() { vertx.setTimer(1, id -> run(() -> nap(), null)); }
  }

  @Clean("a worker thread asked first")
  static class WorkerGate extends AbstractVerticle {
    @Override public void start() {
      vertx.setTimer(1, id -> { if (io.vertx.core.Context.isOnWorkerThread()) { nap(); } });
    }
  }

  @Clean("an internal form of executeBlocking with a queue of its own")
  static class InternalExecuteBlocking {
    private final io.vertx.core.impl.TaskQueue queue = new io.vertx.core.impl.TaskQueue();
    void run(io.vertx.core.impl.ContextInternal context) {
      context.<String>executeBlocking(promise -> { nap(); promise.complete(); }, queue, done -> {});
    }
  }
}
