package dev.towpath.vertx;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Waits on Vert.x threads: C5 and its pitfalls. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WaitTest {
  @RegisterExtension final OnVertx on = new OnVertx();

  @Test
  @DisplayName("pitfall 23: a receive is woken by a timer of its own context")
  void receive() throws Exception {
    Channel<String> channel = Channel.rendezvous();

    String received =
        OnVertx.get(
            on.virtualThread(),
            () -> {
              on.vertx.setTimer(1, id -> send(channel.sender(), "tea"));
              return channel.receiver().receive();
            });

    assertThat(received).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 23: a send is woken by a receive on its own context")
  void send() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    Context context = on.virtualThread();
    CompletableFuture<Void> sent =
        OnVertx.run(
            context,
            () -> {
              channel.sender().send("tea");
              return null;
            });

    String received = OnVertx.get(context, () -> channel.receiver().receive());

    assertThat(received).isEqualTo("tea");
    sent.get();
  }

  @Test
  @DisplayName("pitfall 23: a select is woken by its own context")
  void select() throws Exception {
    Channel<String> quiet = Channel.rendezvous();
    Channel<String> channel = Channel.rendezvous();

    String received =
        OnVertx.get(
            on.virtualThread(),
            () -> {
              on.vertx.setTimer(1, id -> send(channel.sender(), "tea"));
              return Select.of(
                      Select.receive(quiet.receiver(), value -> "wrong"),
                      Select.receive(channel.receiver(), value -> value))
                  .await();
            });

    assertThat(received).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 23: an await is woken by a promise completed on its own context")
  void await() throws Exception {
    String value =
        OnVertx.get(
            on.virtualThread(),
            () -> {
              Promise<String> promise = Promise.promise();
              on.vertx.setTimer(1, id -> promise.complete("tea"));
              return VertxBridge.await(promise.future());
            });

    assertThat(value).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 23: an await is woken by a future bound to its own context")
  void awaitOfABoundFuture() throws Exception {
    Context context = on.virtualThread();

    String value =
        OnVertx.get(
            context,
            () -> VertxBridge.await(VertxBridge.<String>call(() -> "tea").map(v -> v + "s")));

    assertThat(value).isEqualTo("teas");
  }

  @Test
  @DisplayName("pitfall 23: the join of a scope is woken by tasks that need its context")
  void join() throws Exception {
    Context context = on.virtualThread();

    String value =
        OnVertx.get(
            context,
            () -> {
              try (Scope scope = Scope.open()) {
                Task<String> task = scope.fork(() -> OnVertx.get(context, () -> "tea"));
                scope.join();
                return task.get();
              }
            });

    assertThat(value).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 23: a timed wait ends on the context it began on")
  void timedWait() throws Exception {
    Context context = on.virtualThread();
    Channel<String> channel = Channel.rendezvous();
    AtomicInteger others = new AtomicInteger();

    TryReceive<String> answer =
        OnVertx.get(
            context,
            () -> {
              context.runOnContext(nothing -> others.incrementAndGet());
              TryReceive<String> empty = channel.receiver().receive(Duration.ofMillis(5));
              assertThat(others).hasValue(1);
              assertThat(Vertx.currentContext()).isSameAs(context);
              return empty;
            });

    assertThat(answer).isInstanceOf(TryReceive.Empty.class);
  }

  @Test
  @DisplayName("pitfall 23: the context runs one task at a time, also around waits")
  void oneTaskAtATime() throws Exception {
    Context context = on.virtualThread();
    Channel<Integer> channel = Channel.rendezvous();
    AtomicInteger inside = new AtomicInteger();
    List<CompletableFuture<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      boolean sends = i % 2 == 0;
      tasks.add(
          OnVertx.run(
              context,
              () -> {
                for (int j = 0; j < 40; j++) {
                  assertThat(inside.incrementAndGet()).isOne();
                  Thread.yield();
                  inside.decrementAndGet();
                  if (sends) {
                    channel.sender().send(j);
                  } else {
                    channel.receiver().receive();
                  }
                }
                return null;
              }));
    }

    for (CompletableFuture<Void> task : tasks) {
      task.get();
    }
  }

  @Test
  @DisplayName("pitfall 22: inside executeBlocking of a virtual-thread verticle a wait parks")
  void executeBlocking() throws Exception {
    Context context = on.virtualThread();
    Channel<String> channel = Channel.rendezvous();
    CountDownLatch contextIsBusy = new CountDownLatch(1);
    CountDownLatch received = new CountDownLatch(1);

    CompletableFuture<String> answer = new CompletableFuture<>();
    context
        .executeBlocking(
            () -> {
              contextIsBusy.await();
              String value = channel.receiver().receive();
              received.countDown();
              return value;
            },
            false)
        .onComplete(result -> answer.complete(result.result()));
    // The context itself is blocked, without leave, until the receive has returned.
    CompletableFuture<Void> blocked =
        OnVertx.run(
            context,
            () -> {
              contextIsBusy.countDown();
              received.await();
              return null;
            });
    channel.sender().send("tea");

    assertThat(answer.get()).isEqualTo("tea");
    blocked.get();
  }

  @Test
  @DisplayName("pitfall 22: inside executeBlocking of an event-loop verticle a wait parks")
  void executeBlockingOfAnEventLoop() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<String> answer = new CompletableFuture<>();
    Context context = on.eventLoop();
    context
        .executeBlocking(() -> channel.receiver().receive(), false)
        .onComplete(result -> answer.complete(result.result()));

    channel.sender().send("tea");

    assertThat(answer.get()).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 22: in the handler of a message and of a timer")
  void handlers() throws Exception {
    Context context = on.virtualThread();
    Channel<String> channel = Channel.rendezvous();
    Channel<String> answers = Channel.buffered(2);
    OnVertx.get(
        context,
        () -> {
          on.vertx
              .eventBus()
              .consumer("wait", message -> receiveInto(channel.receiver(), answers.sender()));
          on.vertx.setTimer(1, id -> receiveInto(channel.receiver(), answers.sender()));
          return null;
        });
    on.vertx.eventBus().send("wait", "go");

    OnVertx.get(
        context,
        () -> {
          channel.sender().send("one");
          channel.sender().send("two");
          return null;
        });

    assertThat(List.of(answers.receiver().receive(), answers.receiver().receive()))
        .containsExactlyInAnyOrder("one", "two");
  }

  @Test
  @DisplayName("pitfall 22: on a plain virtual thread, of a Vert.x context or not")
  void plainVirtualThread() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    Context context = on.virtualThread();
    Waiting<String> none = Waiting.start(channel.receiver()::receive);
    Waiting<String> sticky =
        Waiting.start(() -> {
          on.vertx.getOrCreateContext();
          return channel.receiver().receive();
        });
    CompletableFuture<Waiting<String>> started =
        OnVertx.run(context, () -> Waiting.start(channel.receiver()::receive));
    none.awaitParked();
    sticky.awaitParked();
    started.get().awaitParked();

    for (int i = 0; i < 3; i++) {
      channel.sender().send("tea");
    }

    assertThat(none.get()).isEqualTo("tea");
    assertThat(sticky.get()).isEqualTo("tea");
    assertThat(started.get().get()).isEqualTo("tea");
  }

  @Test
  @DisplayName("C5, pitfall 38: an event loop must not wait, not even for a sibling")
  void eventLoopIsRefused() throws Exception {
    Context one = on.eventLoop();
    Context other = on.eventLoop();
    Promise<String> ofOther = OnVertx.get(other, () -> Promise.<String>promise());
    Channel<String> channel = Channel.rendezvous();

    assertRefused(one, "await", () -> VertxBridge.await(ofOther.future()));
    assertRefused(one, "receive", () -> channel.receiver().receive());
    assertRefused(one, "receive", () -> channel.receiver().receive(Duration.ZERO));
    assertRefused(
        one,
        "send",
        () -> {
          channel.sender().send("tea");
          return null;
        });
    Vertx another = Vertx.vertx();
    try {
      assertRefused(
          another.getOrCreateContext(), "await", () -> VertxBridge.await(ofOther.future()));
    } finally {
      OnVertx.get(another.close());
    }
  }

  private static void assertRefused(Context context, String verb, Callable<?> wait) {
    AtomicReference<String> thread = new AtomicReference<>();
    assertThatThrownBy(() ->
            OnVertx.get(
                context,
                () -> {
                  thread.set(Thread.currentThread().getName());
                  return wait.call();
                }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(verb + " may wait, and thread '" + thread.get() + "' must not")
        .hasMessageContaining("event loop")
        .hasMessageContaining("ThreadingModel.VIRTUAL_THREAD");
  }

  @Test
  @DisplayName("C5: worker threads may wait")
  void worker() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    CompletableFuture<String> answer =
        OnVertx.run(on.context(ThreadingModel.WORKER), () -> channel.receiver().receive());

    channel.sender().send("tea");

    assertThat(answer.get()).isEqualTo("tea");
  }

  @Test
  @DisplayName("pitfall 24: an interrupt, then a late completion: the context still runs")
  void interruptThenLateCompletion() throws Exception {
    Context context = on.virtualThread();
    Promise<String> promise = Promise.promise();
    AtomicReference<Thread> waiter = new AtomicReference<>();
    CompletableFuture<String> outcome =
        OnVertx.run(
            context,
            () -> {
              waiter.set(Thread.currentThread());
              return VertxBridge.await(promise.future());
            });
    eventually("it waits", () -> waiter.get() != null && Waiting.isParked(waiter.get()));

    waiter.get().interrupt();
    assertThatThrownBy(outcome::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    promise.complete("late");

    assertThat(OnVertx.get(context, () -> "runs")).isEqualTo("runs");
    assertThat(OnVertx.get(context, () -> VertxBridge.await(promise.future()))).isEqualTo("late");
  }

  @Test
  @DisplayName("pitfall 24: an interrupted wait goes on only when the context is its own again")
  void interruptWhileTheContextIsBusy() throws Exception {
    Context context = on.virtualThread();
    Channel<String> channel = Channel.rendezvous();
    AtomicReference<Thread> waiter = new AtomicReference<>();
    AtomicInteger inside = new AtomicInteger();
    CompletableFuture<Void> interrupted =
        OnVertx.run(
            context,
            () -> {
              waiter.set(Thread.currentThread());
              assertThatThrownBy(() -> channel.receiver().receive())
                  .isInstanceOf(InterruptedException.class);
              assertThat(inside.incrementAndGet()).isOne();
              inside.decrementAndGet();
              return null;
            });
    eventually("it waits", () -> waiter.get() != null && Waiting.isParked(waiter.get()));
    CountDownLatch enough = new CountDownLatch(1);
    CountDownLatch isInside = new CountDownLatch(1);
    CompletableFuture<Void> busy =
        OnVertx.run(
            context,
            () -> {
              assertThat(inside.incrementAndGet()).isOne();
              isInside.countDown();
              enough.await(); // blocks the context, as a driver might
              inside.decrementAndGet();
              return null;
            });
    isInside.await();

    waiter.get().interrupt();
    waiter.get().interrupt();
    eventually("it waits for its turn", () -> Waiting.isParked(waiter.get()));
    assertThat(interrupted).isNotDone();
    enough.countDown();

    interrupted.get();
    busy.get();
    assertThat(OnVertx.get(context, () -> "runs")).isEqualTo("runs");
  }

  @RepeatedTest(20)
  @DisplayName("pitfall 24: an interrupt that races the wake-up loses no value and no context")
  void interruptRacesTheWakeUp() throws Exception {
    Context context = on.virtualThread();
    for (int i = 0; i < 50; i++) {
      Channel<String> channel = Channel.rendezvous();
      CompletableFuture<Thread> waiter = new CompletableFuture<>();
      CompletableFuture<String> outcome =
          OnVertx.run(
              context,
              () -> {
                waiter.complete(Thread.currentThread());
                try {
                  return channel.receiver().receive();
                } catch (InterruptedException e) {
                  return "interrupted";
                } finally {
                  Thread.interrupted();
                }
              });
      Thread thread = waiter.get();
      Thread interrupter = Thread.startVirtualThread(thread::interrupt);
      boolean sent = channel.sender().send("tea", Duration.ofMillis(1)) == TrySend.SENT;

      assertThat(outcome.get()).isEqualTo(sent ? "tea" : "interrupted");
      interrupter.join();
      assertThat(OnVertx.get(context, () -> "runs")).isEqualTo("runs");
    }
  }

  @Test
  @DisplayName("pitfall 24: undeploying a verticle interrupts its waits, and each once")
  void undeployInterruptsWaits() throws Exception {
    OnVertx.Deployed verticle = on.deploy(ThreadingModel.VIRTUAL_THREAD);
    Channel<String> channel = Channel.rendezvous();
    Channel<String> cleanUp = Channel.rendezvous();
    CompletableFuture<Thread> waiter = new CompletableFuture<>();
    CompletableFuture<String> outcome =
        OnVertx.run(
            verticle.context(),
            () -> {
              waiter.complete(Thread.currentThread());
              try {
                return channel.receiver().receive();
              } catch (InterruptedException e) {
                return "cleaned up with " + cleanUp.receiver().receive();
              }
            });
    Thread thread = waiter.get();
    eventually("it waits", () -> Waiting.isParked(thread));

    var undeployed = on.vertx.undeploy(verticle.id());
    cleanUp.sender().send("a broom");

    assertThat(outcome.get()).isEqualTo("cleaned up with a broom");
    OnVertx.get(undeployed);
    eventually("the thread has ended", () -> !thread.isAlive());
  }

  @Test
  @DisplayName("pitfall 26: two producers and a suspended consumer on one context, 10,000 rounds")
  void noLockIsHeldWhileSuspended() throws Exception {
    int rounds = 10_000;
    Context context = on.virtualThread();
    Channel<Integer> channel = Channel.buffered(1);
    CompletableFuture<Long> sum =
        OnVertx.run(
            context,
            () -> {
              long all = 0;
              for (int i = 0; i < 2 * rounds; i++) {
                all += channel.receiver().receive();
              }
              return all;
            });
    for (int producer = 0; producer < 2; producer++) {
      OnVertx.run(
          context,
          () -> {
            for (int i = 1; i <= rounds; i++) {
              channel.sender().send(i);
            }
            return null;
          });
    }

    assertThat(sum.get()).isEqualTo((long) rounds * (rounds + 1));
  }

  private static <T> void send(Sender<T> sender, T value) {
    try {
      sender.send(value);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void receiveInto(Receiver<String> from, Sender<String> to) {
    try {
      to.send(from.receive());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
