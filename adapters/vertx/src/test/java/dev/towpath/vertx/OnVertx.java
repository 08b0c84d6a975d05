package dev.towpath.vertx;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A Vert.x instance for one test, and code that runs on its contexts. */
final class OnVertx implements AfterEachCallback {
  final Vertx vertx = Vertx.vertx();

  @Override
  public void afterEach(ExtensionContext test) throws Exception {
    get(vertx.close());
  }

  /** A verticle that does nothing, and its context. */
  static final class Deployed extends AbstractVerticle {
    private final CompletableFuture<Context> started = new CompletableFuture<>();

    @Override
    public void start() {
      started.complete(context);
    }

    Context context() {
      return started.join();
    }

    String id() {
      return context().deploymentID();
    }
  }

  Deployed deploy(ThreadingModel model) throws Exception {
    Deployed verticle = new Deployed();
    get(vertx.deployVerticle(verticle, new DeploymentOptions().setThreadingModel(model)));
    return verticle;
  }

  Context context(ThreadingModel model) throws Exception {
    return deploy(model).context();
  }

  Context eventLoop() throws Exception {
    return context(ThreadingModel.EVENT_LOOP);
  }

  Context virtualThread() throws Exception {
    return context(ThreadingModel.VIRTUAL_THREAD);
  }

  /** Runs the body on the context; the answer is what it returns or throws. */
  static <V> CompletableFuture<V> run(Context context, Callable<V> body) {
    CompletableFuture<V> answer = new CompletableFuture<>();
    context.runOnContext(nothing -> {
      try {
        answer.complete(body.call());
      } catch (Throwable t) {
        answer.completeExceptionally(t);
      }
    });
    return answer;
  }

  static <V> V get(Context context, Callable<V> body) throws Exception {
    return get(run(context, body));
  }

  static <V> V get(Future<V> future) throws Exception {
    CompletableFuture<V> answer = new CompletableFuture<>();
    future.onComplete(result -> {
      if (result.succeeded()) {
        answer.complete(result.result());
      } else {
        answer.completeExceptionally(result.cause());
      }
    });
    return get(answer);
  }

  static <V> V get(CompletableFuture<V> answer) throws Exception {
    try {
      return answer.get();
    } catch (CancellationException e) { // Java 25 wraps it in another
      throw e.getCause() instanceof CancellationException cancelled ? cancelled : e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw (Error) e.getCause();
    }
  }
}
