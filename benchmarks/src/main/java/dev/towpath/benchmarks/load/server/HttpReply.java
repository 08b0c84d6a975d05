package dev.towpath.benchmarks.load.server;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers a request on the event loop it came by. */
final class HttpReply implements Reply {
  private static final int WRONG = 400;
  private static final int BROKEN = 500;
  private static final int BUSY = 503;

  private final HttpServerResponse response;
  private final Context loop;
  private final AtomicInteger underWay;

  /**
   * @param underWay counts the requests that are not answered yet
   */
  HttpReply(HttpServerResponse response, Context loop, AtomicInteger underWay) {
    this.response = response;
    this.loop = loop;
    this.underWay = underWay;
    underWay.incrementAndGet();
  }

  @Override
  public void success(String answer) {
    end(200, answer);
  }

  @Override
  public void failure(Throwable reason) {
    Throwable cause = unwrapped(reason);
    int status =
        cause instanceof RejectedExecutionException
            ? BUSY
            : cause instanceof IllegalArgumentException ? WRONG : BROKEN;
    end(status, String.valueOf(cause.getMessage()));
  }

  private static Throwable unwrapped(Throwable failure) {
    boolean wrapper =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapper && failure.getCause() != null ? unwrapped(failure.getCause()) : failure;
  }

  private void end(int status, String body) {
    underWay.decrementAndGet();
    if (Vertx.currentContext() == loop) {
      write(status, body);
    } else {
      loop.runOnContext(tick -> write(status, body));
    }
  }

  private void write(int status, String body) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).end(body);
    }
  }
}
