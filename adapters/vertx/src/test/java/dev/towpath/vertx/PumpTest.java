package dev.towpath.vertx;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers that write into streams and to addresses. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PumpTest {
  @RegisterExtension final OnVertx on = new OnVertx();

  private final TargetFake<Integer> target = new TargetFake<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final CompletableFuture<Thread> body = new CompletableFuture<>();

  private Producer<Integer> upTo(int count) {
    return out -> {
      body.complete(Thread.currentThread());
      while (sent.get() < count) {
        out.send(sent.get());
        sent.incrementAndGet();
      }
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  @DisplayName("writes in order, on the captured context, then ends and awaits the end")
  void writesAndEnds(ThreadingModel model) throws Exception {
    Context context = on.context(model);

    Future<Void> outcome = OnVertx.get(context, () -> VertxBridge.publish(upTo(1_000), target));
    eventually("it has ended", () -> target.ended);
    assertThat(outcome.isComplete()).isFalse();
    target.end.complete();

    OnVertx.get(outcome);
    assertThat(target.written).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    assertThat(target.contexts).containsOnly(context);
    assertThat(target.exceptionHandler).isNull();
  }

  @Test
  @DisplayName("pitfall 35, C4: a full target makes the producer wait; a drain lets it go on")
  void full() throws Exception {
    Context context = on.eventLoop();
    target.room = 3;
    Future<Void> outcome = OnVertx.get(context, () -> VertxBridge.publish(upTo(200), target));

    eventually("it waits for the drain", () -> target.drainHandler != null);
    eventually("the producer waits", () -> Waiting.isParked(body.join()));
    assertThat(target.written).containsExactly(0, 1, 2);
    assertThat(sent.get()).isLessThanOrEqualTo(3 + 64);
    OnVertx.run(
        context,
        () -> {
          target.drain(Integer.MAX_VALUE);
          return null;
        });

    target.end.complete();
    OnVertx.get(outcome);
    assertThat(target.written).hasSize(200);
  }

  @Test
  @DisplayName(
      "each write is awaited when asked: a send is accepted when the one before is written")
  void awaitingWrites() throws Exception {
    Context context = on.eventLoop();
    target.completesWrites = false;
    Future<Void> outcome =
        OnVertx.get(context, () -> VertxBridge.publishAwaitingWrites(upTo(10), target));

    for (int i = 0; i < 10; i++) {
      int writes = i + 1;
      eventually("the next write", () -> target.writes.size() == writes);
      if (i < 9) {
        eventually("the producer waits", () -> Waiting.isParked(body.join()));
        assertThat(sent).hasValue(writes);
      }
      target.writes.get(i).complete();
    }

    target.end.complete();
    OnVertx.get(outcome);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @DisplayName("a write that fails interrupts the producer, ends the target, and is the outcome")
  void writeFails(boolean awaiting) throws Exception {
    IOException failure = new IOException("connection was closed");
    target.completesWrites = false;
    Context context = on.eventLoop();
    Future<Void> outcome =
        OnVertx.get(
            context,
            () ->
                awaiting
                    ? VertxBridge.publishAwaitingWrites(upTo(Integer.MAX_VALUE), target)
                    : VertxBridge.publish(upTo(Integer.MAX_VALUE), target));
    eventually("the first write", () -> !target.writes.isEmpty());

    target.writes.get(0).fail(failure);

    assertThatThrownBy(() -> OnVertx.get(outcome)).isSameAs(failure);
    body.get().join();
    assertThat(target.ended).isTrue();
  }

  @Test
  @DisplayName("a target that breaks between writes does the same")
  void targetBreaks() throws Exception {
    IOException failure = new IOException("connection was closed");
    target.room = 0;
    Context context = on.eventLoop();
    Future<Void> outcome =
        OnVertx.get(context, () -> VertxBridge.publish(upTo(Integer.MAX_VALUE), target));
    eventually("it waits for the drain", () -> target.drainHandler != null);

    target.exceptionHandler.handle(failure);

    assertThatThrownBy(() -> OnVertx.get(outcome)).isSameAs(failure);
    body.get().join();
  }

  @Test
  @DisplayName("C2, C10: a producer that fails: its data is written, then the user resets")
  void producerFails() throws Exception {
    IOException failure = new IOException("checked");
    List<Throwable> reset = new CopyOnWriteArrayList<>();
    Future<Void> outcome =
        VertxBridge.publish(
            on.eventLoop(),
            out -> {
              out.send(0);
              throw failure;
            },
            target,
            reset::add,
            BridgeOptions.defaults());

    assertThatThrownBy(() -> OnVertx.get(outcome)).isSameAs(failure);

    assertThat(target.written).containsExactly(0);
    assertThat(target.ended).isFalse();
    assertThat(reset).containsExactly(failure);
  }

  @Test
  @DisplayName(
      "C10: on the calling context, too, a failure may be answered otherwise than by an end")
  void failureIsAnsweredOnTheCallingContext() throws Exception {
    IOException failure = new IOException("checked");
    List<Throwable> reset = new CopyOnWriteArrayList<>();
    Context context = on.eventLoop();
    Producer<Integer> failing =
        out -> {
          out.send(0);
          throw failure;
        };

    Future<Void> outcome =
        OnVertx.get(context, () -> VertxBridge.publish(failing, target, reset::add));

    assertThatThrownBy(() -> OnVertx.get(outcome)).isSameAs(failure);
    assertThat(target.written).containsExactly(0);
    assertThat(target.contexts).containsOnly(context);
    assertThat(target.ended).isFalse();
    assertThat(reset).containsExactly(failure);
  }

  @Test
  @DisplayName("C11: what was sent and not written when it stops is undelivered")
  void undelivered() throws Exception {
    List<Integer> undelivered = new CopyOnWriteArrayList<>();
    target.room = 3;
    Future<Void> outcome =
        VertxBridge.publish(
            on.eventLoop(),
            upTo(Integer.MAX_VALUE),
            target,
            failure -> {},
            BridgeOptions.<Integer>defaults().onUndelivered(undelivered::add));
    eventually("it waits for the drain", () -> target.drainHandler != null);
    eventually("the producer waits", () -> Waiting.isParked(body.join()));

    target.exceptionHandler.handle(new IOException("gone"));

    assertThatThrownBy(() -> OnVertx.get(outcome)).isInstanceOf(IOException.class);
    body.get().join();
    assertThat(undelivered).isEqualTo(IntStream.range(3, sent.get()).boxed().toList());
  }

  @Test
  @DisplayName("C9: undeploying the verticle stops it")
  void undeploy() throws Exception {
    OnVertx.Deployed verticle = on.deploy(ThreadingModel.EVENT_LOOP);
    Future<Void> outcome =
        OnVertx.get(
            verticle.context(),
            () ->
                VertxBridge.publish(
                    out -> {
                      body.complete(Thread.currentThread());
                      new CountDownLatch(1).await();
                    },
                    target));
    body.get();
    OnVertx.get(verticle.context(), () -> "the hook is there");

    OnVertx.get(on.vertx.undeploy(verticle.id()));

    assertThatThrownBy(() -> OnVertx.get(outcome)).isInstanceOf(CancellationException.class);
    body.get().join();
    assertThat(target.ended).isTrue();
  }

  @Test
  @DisplayName("to an address: no more unanswered than the window, done when all is answered")
  void address() throws Exception {
    List<Message<Integer>> unanswered = new CopyOnWriteArrayList<>();
    on.vertx.eventBus().<Integer>consumer("numbers", unanswered::add);
    Context context = on.eventLoop();
    Future<Void> outcome =
        OnVertx.get(
            context, () -> VertxBridge.publish(upTo(10), on.vertx.eventBus(), "numbers", 4));

    for (int i = 0; i < 10; i++) {
      int here = Math.min(4, 10 - i);
      eventually("the window is full", () -> unanswered.size() == here);
      OnVertx.get(context, () -> "whatever was due has run");
      assertThat(unanswered).hasSize(here);
      Message<Integer> first = unanswered.remove(0);
      assertThat(first.body()).isEqualTo(i);
      assertThat(outcome.isComplete()).isFalse();
      first.reply(null);
    }

    OnVertx.get(outcome);
  }

  @Test
  @DisplayName(
      "to an address that refuses: the failure is the outcome, the producer is interrupted")
  void addressRefuses() throws Exception {
    on.vertx.eventBus().<Integer>consumer("numbers", message -> message.fail(42, "too many"));
    Context context = on.eventLoop();

    Future<Void> outcome =
        OnVertx.get(
            context,
            () -> VertxBridge.publish(upTo(Integer.MAX_VALUE), on.vertx.eventBus(), "numbers", 4));

    assertThatThrownBy(() -> OnVertx.get(outcome))
        .isInstanceOf(ReplyException.class)
        .hasMessage("too many");
    body.get().join();
  }

  @Test
  @DisplayName("a request is an await of its future")
  void request() throws Exception {
    on.vertx.eventBus().<String>consumer("echo", message -> message.reply(message.body()));
    Context context = on.virtualThread();

    String answer =
        OnVertx.get(
            context,
            () -> VertxBridge.await(on.vertx.eventBus().<String>request("echo", "tea")).body());

    assertThat(answer).isEqualTo("tea");
  }

  @Test
  void windowMustBePositive() throws Exception {
    Context context = on.eventLoop();

    assertThatThrownBy(() ->
            OnVertx.get(
                context, () -> VertxBridge.publish(upTo(1), on.vertx.eventBus(), "numbers", 0)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
