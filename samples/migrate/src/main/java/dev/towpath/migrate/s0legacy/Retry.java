package dev.towpath.migrate.s0legacy;

import dev.towpath.migrate.Refused;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Tries again after a pause, which doubles. Made by hand, years ago. */
final class Retry<T> {
  private final Vertx vertx;
  private final Supplier<Future<T>> attempt;
  private final Handler<AsyncResult<T>> done;
  private int left;
  private long pause;

  Retry(
      Vertx vertx,
      int attempts,
      long pause,
      Supplier<Future<T>> attempt,
      Handler<AsyncResult<T>> done) {
    this.vertx = vertx;
    this.left = attempts;
    this.pause = pause;
    this.attempt = attempt;
    this.done = done;
  }

  void start() {
    left--;
    attempt.get().onComplete(this::ended);
  }

  private void ended(AsyncResult<T> result) {
    if (result.succeeded() || left == 0 || isFinal(result.cause())) {
      done.handle(result);
      return;
    }
    long now = pause;
    pause *= 2;
    vertx.setTimer(now, timer -> start());
  }

  /** What was refused stays refused; only what did not answer is asked again. */
  private static boolean isFinal(Throwable failure) {
    return failure instanceof Refused refused && refused.status() < 500;
  }
}
