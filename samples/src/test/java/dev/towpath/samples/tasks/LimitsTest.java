package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

@Timeout(60)
class LimitsTest {
  private static final Duration SHORT = Duration.ofMillis(5);

  private final Channel<String> silent = Channel.rendezvous();

  @Test
  void severalWaitsShareOneLimit() throws Exception {
    Deadline deadline = Deadline.in(SHORT);
    Channel<String> in = Channel.buffered(1);
    in.sender().send("tea");

    assertThat(Limits.relay(in.receiver(), silent.sender(), deadline)).isEmpty();
    assertThat(Limits.first(silent.receiver(), silent.receiver(), deadline)).isEmpty();
    assertThatThrownBy(() -> Limits.both(new CompletableFuture<>(), Mono.just("tea"), deadline))
        .isInstanceOf(TimeoutException.class);

    assertThat(deadline.isOver()).isTrue();
  }

  @Test
  void waitsThatAreInTimeReturn() throws Exception {
    Deadline deadline = Deadline.in(Duration.ofMinutes(5));
    Channel<String> in = Channel.buffered(2);
    Channel<String> out = Channel.buffered(1);
    in.sender().send("tea");
    in.sender().send("cups");

    assertThat(Limits.relay(in.receiver(), out.sender(), deadline)).contains("tea");
    assertThat(Limits.first(silent.receiver(), in.receiver(), deadline)).contains("cups");
    assertThat(Limits.both(CompletableFuture.completedFuture("tea"), Mono.just("cups"), deadline))
        .isEqualTo("teacups");
  }

  @Test
  void aMonoIsCancelledWhenTheTimeIsUp() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Mono<String> never = Mono.<String>never().doOnCancel(() -> cancelled.set(true));

    assertThatThrownBy(() -> Limits.limited(never, Deadline.in(SHORT)).block())
        .hasCauseInstanceOf(TimeoutException.class);

    assertThat(cancelled).isTrue();
    assertThat(Limits.limited(Mono.just("tea"), Deadline.never()).block()).isEqualTo("tea");
  }

  @Test
  void aSingleIsDisposedWhenTheTimeIsUp() {
    AtomicBoolean disposed = new AtomicBoolean();
    Single<String> never = Single.<String>never().doOnDispose(() -> disposed.set(true));

    assertThatThrownBy(() -> Limits.limited(never, Deadline.in(SHORT)).blockingGet())
        .hasCauseInstanceOf(TimeoutException.class);

    assertThat(disposed).isTrue();
    assertThat(Limits.limited(Single.just("tea"), Deadline.never()).blockingGet()).isEqualTo("tea");
  }

  @Test
  void aFutureOfOthersIsLeftAlone() {
    CompletableFuture<String> shared = new CompletableFuture<>();

    CompletableFuture<String> limited = Limits.limited(shared, Deadline.in(SHORT));

    assertThatThrownBy(limited::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(TimeoutException.class);
    assertThat(shared).isNotDone();
    CompletableFuture<String> unlimited = Limits.limited(shared, Deadline.never());
    shared.complete("tea");
    assertThat(unlimited).isCompletedWithValue("tea");
  }

  @Test
  void aFutureOfVertxFailsWhenTheTimeIsUpAlsoWhenItIsUpAlready() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      for (Deadline deadline : new Deadline[] {Deadline.in(SHORT), Deadline.in(Duration.ZERO)}) {
        CompletableFuture<String> limited = new CompletableFuture<>();
        vertx
            .getOrCreateContext()
            .runOnContext(nothing ->
                Limits.limited(Promise.<String>promise().future(), deadline)
                    .onComplete(outcome -> limited.completeExceptionally(outcome.cause())));

        assertThatThrownBy(limited::get).hasCauseInstanceOf(TimeoutException.class);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  @Test
  void vertxTakesNeverForAnAnswer() {
    Promise<String> promise = Promise.promise();

    var limited = Limits.limited(promise.future(), Deadline.never());
    promise.complete("tea");

    assertThat(limited.result()).isEqualTo("tea");
  }

  @Test
  void aQueryIsStoppedByTheDatabase() throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      String endless =
          "select count(*) from system_range(1, 2000000000) where x < 0 or mod(x, 2) = 3";

      assertThatThrownBy(() -> Limits.count(connection, endless, Deadline.in(SHORT)))
          .isInstanceOf(SQLTimeoutException.class);
      assertThatThrownBy(() -> Limits.count(connection, "select 1", Deadline.in(Duration.ZERO)))
          .isInstanceOf(SQLTimeoutException.class)
          .hasMessageStartingWith("no time is left");
      assertThat(Limits.count(connection, "select 1", Deadline.never())).isEqualTo(1);
    }
  }

  @Test
  void lessThanASecondMustNotBecomeNoLimit() throws Exception {
    Deadline deadline = Deadline.in(Duration.ofMillis(400));
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) deadline.remaining().toSeconds());
      assertThat(statement.getQueryTimeout()).isZero(); // the pitfall: it waits for ever

      statement.setQueryTimeout(deadline.seconds());

      assertThat(statement.getQueryTimeout()).isEqualTo(1);
    }
  }

  @Test
  void aBodyKeepsToTheLimitInItsOwnWaits() {
    Mono<String> asked = Limits.asked(silent.receiver(), Deadline.in(SHORT));

    assertThatThrownBy(asked::block).hasCauseInstanceOf(TimeoutException.class);
  }

  @Test
  void aPartEndsWithTheWhole() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    IOException failure = new IOException("no tea");

    assertThatThrownBy(() ->
            Limits.retried(
                () -> {
                  attempts.incrementAndGet();
                  throw failure;
                },
                Duration.ofDays(1),
                Deadline.in(SHORT)))
        .isSameAs(failure);
    String second =
        Limits.retried(
            () -> {
              if (attempts.incrementAndGet() < 3) {
                throw failure;
              }
              return "tea";
            },
            Duration.ZERO,
            Deadline.in(Duration.ofMinutes(5)));

    assertThat(second).isEqualTo("tea");
    assertThat(attempts).hasValue(3);
  }
}
