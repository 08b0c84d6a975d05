package dev.towpath.benchmarks.load.generator;

import dev.towpath.benchmarks.load.wire.Loopback;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.load.wire.Shot;
import dev.towpath.benchmarks.load.wire.Shot.Outcome;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends each request when it is time for it, whether or not others have been answered, and counts
 * its latency from then on: a server that stalls is charged for all who would have come meanwhile.
 *
 * <p>A thread of its own waits for the time; all else happens on one event loop.
 */
final class OpenLoop {
  private static final long MAY_TAKE_SECONDS = 30;
  private static final int SKUS = 1_000;
  private static final long START_UP = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int OK = 200;
  private static final int BUSY = 503;

  private final HttpClient client;
  private final Context loop;
  private final int port;
  private final String rest;
  private long start;
  private long startMillis;
  private Shot[] shots; // the event loop's, until all are counted down
  private long[] lags; // the same

  OpenLoop(Vertx vertx, HttpClient client, int port, Pairs settings) {
    this.client = client;
    this.loop = vertx.getOrCreateContext();
    this.port = port;
    String delay = settings.text("delay", "");
    this.rest = delay.isEmpty() ? "" : "&delay=" + delay;
  }

  /** Returns when it started, in milliseconds of the calendar. */
  long startMillis() {
    return startMillis;
  }

  /** Runs the schedule, and waits for all answers; those that take too long have failed. */
  List<Shot> run(Schedule schedule) throws InterruptedException {
    int count = schedule.size();
    shots = new Shot[count];
    lags = new long[count];
    CountDownLatch open = new CountDownLatch(count);
    startMillis = System.currentTimeMillis();
    start = System.nanoTime() + START_UP;
    for (int i = 0; i < count; i++) {
      long intended = start + schedule.at[i];
      for (long left = intended - System.nanoTime(); left > 0; ) {
        LockSupport.parkNanos(left);
        left = intended - System.nanoTime();
      }
      int index = i;
      loop.runOnContext(tick -> send(index, schedule, open));
    }
    boolean all = open.await(MAY_TAKE_SECONDS, TimeUnit.SECONDS);
    return all ? List.of(shots) : withUnanswered(schedule);
  }

  private void send(int i, Schedule schedule, CountDownLatch open) {
    lags[i] = System.nanoTime() - start - schedule.at[i];
    String uri = "/order?id=" + i + "&sku=" + i % SKUS + "&cpu=" + schedule.cpu[i] + rest;
    client
        .request(HttpMethod.GET, port, Loopback.HOST, uri)
        .compose(request -> request.send())
        .compose(response -> response.body().map(body -> outcome(i, response, body)))
        .onFailure(failure -> System.err.println("request " + i + ": " + failure))
        .otherwise(Outcome.FAILED)
        .onSuccess(outcome -> {
          shots[i] = shot(i, schedule, System.nanoTime() - start, outcome);
          open.countDown();
        });
  }

  private Shot shot(int i, Schedule schedule, long done, Outcome outcome) {
    long intended = schedule.at[i];
    return new Shot(
        micros(intended), micros(lags[i]), micros(done - intended), schedule.hog[i], outcome);
  }

  private static long micros(long nanos) {
    return TimeUnit.NANOSECONDS.toMicros(nanos);
  }

  private static Outcome outcome(int i, HttpClientResponse response, Buffer body) {
    if (response.statusCode() == BUSY) {
      return Outcome.SHED;
    }
    if (response.statusCode() != OK) {
      System.err.println("request " + i + ": " + response.statusCode() + " " + body);
    }
    boolean right = response.statusCode() == OK && body.toString().startsWith(i + " ");
    return right ? Outcome.OK : Outcome.FAILED;
  }

  private List<Shot> withUnanswered(Schedule schedule) throws InterruptedException {
    List<Shot> all = new ArrayList<>();
    CountDownLatch read = new CountDownLatch(1);
    loop.runOnContext(tick -> {
      long now = System.nanoTime() - start;
      for (int i = 0; i < shots.length; i++) {
        all.add(shots[i] != null ? shots[i] : shot(i, schedule, now, Outcome.FAILED));
      }
      read.countDown();
    });
    read.await();
    return all;
  }
}
