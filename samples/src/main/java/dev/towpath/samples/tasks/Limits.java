package dev.towpath.samples.tasks;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.reactor.ReactorBridge;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Mono;

/** What is left of one {@link Deadline}, in the words of each style. */
final class Limits {
  private Limits() {}

  // @start region="waits"
  /** Our own waits take it as it is, and so does each {@code await}. */
  static Optional<String> relay(Receiver<String> in, Sender<String> out, Deadline deadline)
      throws InterruptedException {
    if (in.receive(deadline.remaining()) instanceof TryReceive.Value<String>(String value)
        && out.send(value, deadline.remaining()) == TrySend.SENT) {
      return Optional.of(value);
    }
    return Optional.empty();
  }

  static Optional<String> first(Receiver<String> one, Receiver<String> other, Deadline deadline)
      throws InterruptedException {
    return Select.of(Select.receive(one, v -> v), Select.receive(other, v -> v))
        .await(deadline.remaining());
  }

  static String both(CompletableFuture<String> one, Mono<String> other, Deadline deadline)
      throws InterruptedException, TimeoutException {
    return FutureBridge.await(one, deadline.remaining())
        + ReactorBridge.await(other, deadline.remaining());
  }

  // @end

  // @start region="reactor"
  static <T> Mono<T> limited(Mono<T> mono, Deadline deadline) {
    return Mono.defer(() -> mono.timeout(deadline.remaining())); // what is left at each subscribe
  }

  // @end

  // @start region="rx"
  static <T> Single<T> limited(Single<T> single, Deadline deadline) {
    return Single.defer(() -> single.timeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS));
  }

  // @end

  // @start region="future"
  /** A copy: {@code orTimeout} itself would fail the future of everybody else who has it. */
  static <T> CompletableFuture<T> limited(CompletableFuture<T> future, Deadline deadline) {
    return future.copy().orTimeout(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
  }

  // @end

  // @start region="vertx"
  /** Vert.x counts in milliseconds and refuses a timer of less than one. */
  static <T> Future<T> limited(Future<T> future, Deadline deadline) {
    return future.timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS);
  }

  // @end

  // @start region="jdbc"
  /** Seconds that were cut off would be 0 when less than one is left: no limit at all. */
  static int count(Connection connection, String sql, Deadline deadline) throws SQLException {
    if (deadline.isOver()) {
      throw new SQLTimeoutException("no time is left for: " + sql);
    }
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setQueryTimeout(deadline.seconds());
      try (ResultSet rows = query.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  // @end

  // @start region="out"
  /** A body behind a future or a publisher keeps to it in its own waits. */
  static Mono<String> asked(Receiver<String> answers, Deadline deadline) {
    return ReactorBridge.call(() -> answer(answers, deadline));
  }

  private static String answer(Receiver<String> answers, Deadline deadline)
      throws InterruptedException, TimeoutException {
    if (answers.receive(deadline.remaining()) instanceof TryReceive.Value<String>(String value)) {
      return value;
    }
    throw new TimeoutException("no answer in time");
  }

  // @end

  // @start region="part"
  /** A part that has a limit of its own, inside that of the whole. */
  static <T> T retried(Callable<T> attempt, Duration pause, Deadline whole) throws Exception {
    while (true) {
      try {
        return attempt.call();
      } catch (Exception e) {
        Deadline next = Deadline.in(pause).earlier(whole);
        Channel.never().receiver().receive(next.remaining()); // a pause that an interrupt ends
        if (whole.isOver()) {
          throw e;
        }
      }
    }
  }
  // @end
}
