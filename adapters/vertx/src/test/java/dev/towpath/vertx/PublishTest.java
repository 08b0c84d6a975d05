package dev.towpath.vertx;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublishTest {
  private static final String END = "end";

  @RegisterExtension final OnVertx on = new OnVertx();

  private final List<Object> signals = new CopyOnWriteArrayList<>();
  private final List<Object> undelivered = new CopyOnWriteArrayList<>();
  private final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();

  private <T> BridgeOptions<T> options() {
    return BridgeOptions.<T>defaults()
        .name("rows")
        .onUndelivered(undelivered::add)
        .onLateError(lateErrors::add);
  }

  private static Producer<Integer> upTo(int count) {
    return out -> {
      for (int i = 0; i < count; i++) {
        out.send(i);
      }
    };
  }

  private PublishedStream<Integer> publish(Producer<Integer> producer) throws Exception {
    return VertxBridge.publish(on.eventLoop(), producer, options());
  }

  private static List<Object> rowsAndEnd(int count) {
    return Stream.<Object>concat(IntStream.range(0, count).boxed(), Stream.of(END)).toList();
  }

  @Test
  @DisplayName("pitfall 33, C14: fetch inside the handler does not recurse: 100,000 values")
  void fetchInsideTheHandlerDoesNotRecurse() throws Exception {
    Context context = on.context(ThreadingModel.EVENT_LOOP);
    AtomicInteger received = new AtomicInteger();
    CompletableFuture<Integer> ended = new CompletableFuture<>();

    context.runOnContext(start -> {
      PublishedStream<Integer> stream =
          VertxBridge.publish(
              context,
              out -> {
                for (int i = 0; i < 100_000; i++) {
                  out.send(i);
                }
              },
              BridgeOptions.defaults());
      stream.pause();
      stream.exceptionHandler(ended::completeExceptionally);
      stream.endHandler(end -> ended.complete(received.get()));
      stream.handler(value -> {
        received.incrementAndGet();
        stream.fetch(1);
      });
      stream.fetch(1);
    });

    assertThat(ended.get()).isEqualTo(100_000);
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "WORKER", "VIRTUAL_THREAD"})
  @DisplayName(
      "pitfall 25, C14: all handlers are called on the captured context, one after the other")
  void capturedContext(ThreadingModel model) throws Exception {
    Context context = on.context(model);
    List<Context> contexts = new CopyOnWriteArrayList<>();
    List<Integer> values = new ArrayList<>(); // not thread-safe: C14
    CompletableFuture<Void> end = new CompletableFuture<>();

    OnVertx.get(
        context,
        () ->
            VertxBridge.publish(upTo(1_000))
                .handler(value -> {
                  contexts.add(Vertx.currentContext());
                  values.add(value);
                })
                .endHandler(nothing -> {
                  contexts.add(Vertx.currentContext());
                  end.complete(null);
                }));

    end.get();
    assertThat(contexts).containsOnly(context);
    assertThat(values).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  @DisplayName("C14: a handler that suspends its virtual-thread context is not overtaken")
  void suspendedHandler() throws Exception {
    CompletableFuture<Void> end = new CompletableFuture<>();
    VertxBridge.publish(on.virtualThread(), upTo(100), options())
        .handler(value -> {
          try {
            VertxBridge.await(on.vertx.timer(1));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          signals.add(value);
        })
        .endHandler(nothing -> {
          signals.add(END);
          end.complete(null);
        });

    end.get();
    assertThat(signals).isEqualTo(rowsAndEnd(100));
  }

  /** Each order of h: handler, e: end handler, p: pause, f: fetch. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "hepf", "hpef", "hpfe", "ehpf", "ephf", "epfh", "phef", "phfe", "pehf", "pefh", "pfhe",
        "pfeh", "he", "eh"
      })
  @DisplayName("pitfalls 27, 29: handlers may be set late, in any order around pause and fetch")
  void anyOrder(String order) throws Exception {
    PublishedStream<Integer> stream = publish(upTo(2));

    for (char step : order.toCharArray()) {
      switch (step) {
        case 'h' -> stream.handler(signals::add);
        case 'e' -> stream.endHandler(nothing -> signals.add(END));
        case 'p' -> stream.pause();
        default -> stream.fetch(2);
      }
    }

    eventually("the end comes", () -> signals.contains(END));
    assertThat(signals).containsExactly(0, 1, END);
  }

  @Test
  @DisplayName("pitfall 27: paused, the end waits behind the data, also when both were sent before")
  void endWaits() throws Exception {
    Context context = on.eventLoop();
    CountDownLatch sent = new CountDownLatch(1);
    CompletableFuture<Thread> body = new CompletableFuture<>();
    PublishedStream<Integer> stream =
        VertxBridge.publish(
            context,
            out -> {
              body.complete(Thread.currentThread());
              out.send(0);
              out.send(1);
              sent.countDown();
            },
            options());
    OnVertx.get(
        context,
        () -> {
          stream.handler(signals::add).endHandler(nothing -> signals.add(END)).pause();
          return null;
        });
    // Asked for before the pause or not at all: in both cases it is held back.
    stream.fetch(1);
    eventually("the first came", () -> signals.contains(0));
    stream.pause();
    OnVertx.get(context, () -> "whatever was due has run");
    assertThat(signals).containsExactly(0);

    stream.fetch(1);
    sent.await();
    body.get().join();

    eventually("the end comes", () -> signals.contains(END));
    assertThat(signals).containsExactly(0, 1, END);
  }

  @Test
  @DisplayName("C4: fetched from, a stream runs its producer no further than that")
  void demand() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Thread> body = new CompletableFuture<>();
    PublishedStream<Integer> stream =
        publish(out -> {
          body.complete(Thread.currentThread());
          while (true) {
            out.send(sent.get());
            sent.incrementAndGet();
          }
        });
    stream.pause().handler(signals::add);
    stream.fetch(3);

    eventually("three came", () -> signals.size() == 3);
    eventually("the producer waits", () -> Waiting.isParked(body.join()));

    assertThat(sent).hasValue(3);
    assertThat(signals).containsExactly(0, 1, 2);
    stream.close();
    body.get().join();
  }

  @Test
  @DisplayName("C4: a pause holds back what was on its way, 64 at most")
  void pauseHoldsBack() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    CompletableFuture<Thread> body = new CompletableFuture<>();
    PublishedStream<Integer> stream =
        publish(out -> {
          body.complete(Thread.currentThread());
          while (true) {
            out.send(sent.get());
            sent.incrementAndGet();
          }
        });
    stream.handler(value -> {
      signals.add(value);
      if (value == 2) {
        stream.pause();
      }
    });

    eventually("three came", () -> signals.size() == 3);
    eventually("the producer waits", () -> Waiting.isParked(body.join()));
    stream.close();
    body.get().join();

    assertThat(signals).containsExactly(0, 1, 2);
    assertThat(sent.get()).isBetween(3, 3 + 64);
    assertThat(undelivered).hasSize(sent.get() - 3);
  }

  @Test
  @DisplayName("C2, C10: data, then the failure itself, and no end")
  void failure() throws Exception {
    IOException failure = new IOException("checked");
    PublishedStream<Integer> stream =
        publish(out -> {
          out.send(0);
          throw failure;
        });
    stream
        .endHandler(nothing -> signals.add(END))
        .handler(signals::add)
        .exceptionHandler(signals::add);

    eventually("the failure comes", () -> signals.contains(failure));

    assertThat(signals).containsExactly(0, failure);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  @DisplayName("C9: close interrupts the producer, hands back what is left, and calls nobody")
  void close() throws Exception {
    CompletableFuture<Thread> body = new CompletableFuture<>();
    PublishedStream<Integer> stream =
        publish(out -> {
          body.complete(Thread.currentThread());
          out.send(0);
          new CountDownLatch(1).await();
        });
    stream.handler(signals::add).endHandler(nothing -> signals.add(END));
    eventually("the first came", () -> signals.contains(0));

    stream.close();
    stream.close();

    body.get().join();
    assertThat(signals).containsExactly(0);
    assertThat(lateErrors).isEmpty();
  }

  @Test
  @DisplayName("C8: close before the first handler: the producer never runs")
  void closeBeforeTheStart() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    PublishedStream<Integer> stream = publish(out -> runs.incrementAndGet());

    stream.close();
    stream.handler(signals::add);

    assertThat(runs).hasValue(0);
  }

  @Test
  @DisplayName("a handler set to null only holds back")
  void nullHandler() throws Exception {
    PublishedStream<Integer> stream = publish(upTo(100));
    stream.endHandler(nothing -> signals.add(END));
    stream.handler(value -> {
      signals.add(value);
      stream.handler(null);
    });
    eventually("the first came", () -> !signals.isEmpty());

    stream.handler(signals::add);

    eventually("the end comes", () -> signals.contains(END));
    assertThat(signals).isEqualTo(rowsAndEnd(100));
  }

  @Test
  @DisplayName("pitfall 4: a handler that throws closes the stream and is reported")
  void throwingHandler() throws Exception {
    RuntimeException broken = new IllegalStateException("in the handler");
    CompletableFuture<Throwable> body = new CompletableFuture<>();
    PublishedStream<Integer> stream =
        publish(out -> {
          try {
            while (true) {
              out.send(0);
            }
          } catch (InterruptedException | ChannelClosedException e) {
            body.complete(e);
          }
        });

    stream.handler(value -> {
      signals.add(value);
      throw broken;
    });

    body.get();
    assertThat(signals).containsExactly(0);
    eventually("it was reported", () -> lateErrors.equals(List.of(broken)));
  }

  @Test
  @DisplayName(
      "pitfall 40, C11: each value accepted is handled or undelivered, wherever a close cuts in")
  void nothingIsLost() throws Exception {
    Context context = on.eventLoop();
    for (int round = 0; round < 100; round++) {
      signals.clear();
      undelivered.clear();
      AtomicInteger sent = new AtomicInteger();
      CompletableFuture<Thread> body = new CompletableFuture<>();
      PublishedStream<Integer> stream =
          VertxBridge.publish(
              context,
              out -> {
                body.complete(Thread.currentThread());
                while (true) {
                  out.send(sent.get());
                  sent.incrementAndGet();
                }
              },
              options());
      stream.handler(signals::add);
      int enough = round;
      eventually("some came", () -> signals.size() > enough % 20);

      stream.close();

      body.get().join();
      OnVertx.get(context, () -> "after the last handler");
      assertThat(Stream.concat(signals.stream(), undelivered.stream()).sorted().toList())
          .isEqualTo(IntStream.range(0, sent.get()).boxed().toList());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EVENT_LOOP", "VIRTUAL_THREAD"})
  @DisplayName("C9: undeploying the verticle interrupts the producer and fails the stream")
  void undeploy(ThreadingModel model) throws Exception {
    OnVertx.Deployed verticle = on.deploy(model);
    CompletableFuture<Thread> body = new CompletableFuture<>();
    OnVertx.get(
        verticle.context(),
        () ->
            VertxBridge.<Integer>publish(
                    out -> {
                      body.complete(Thread.currentThread());
                      new CountDownLatch(1).await();
                    },
                    options())
                .exceptionHandler(signals::add)
                .handler(signals::add));
    Thread thread = body.get();
    OnVertx.get(verticle.context(), () -> "the hook is there");

    OnVertx.get(on.vertx.undeploy(verticle.id()));

    thread.join();
    eventually("the stream has failed", () -> !signals.isEmpty());
    assertThat(signals).singleElement().isInstanceOf(CancellationException.class);
  }

  @Test
  @DisplayName("an HTTP response, by pipeTo")
  void pipeToAResponse() throws Exception {
    assertThat(
            received(request -> {
              request.response().setChunked(true);
              VertxBridge.<Buffer>publish(
                      out -> {
                        for (int i = 0; i < 1_000; i++) {
                          out.send(Buffer.buffer(new byte[1024]));
                        }
                      })
                  .pipeTo(request.response());
            }))
        .isEqualTo(1_000 * 1024);
  }

  @Test
  @DisplayName("an HTTP response, by the pump, read slowly")
  void pumpToAResponse() throws Exception {
    assertThat(
            received(request -> {
              request.response().setChunked(true);
              VertxBridge.<Buffer>publish(
                  out -> {
                    for (int i = 0; i < 1_000; i++) {
                      out.send(Buffer.buffer(new byte[10 * 1024]));
                    }
                  },
                  request.response());
            }))
        .isEqualTo(10_000 * 1024);
  }

  private int received(Handler<HttpServerRequest> handler) throws Exception {
    HttpServer server =
        OnVertx.get(
            OnVertx.get(
                on.eventLoop(),
                () -> on.vertx.createHttpServer().requestHandler(handler).listen(0, "localhost")));
    Receiver<Buffer> body =
        OnVertx.get(
            OnVertx.get(
                on.eventLoop(),
                () ->
                    on.vertx
                        .createHttpClient()
                        .request(HttpMethod.GET, server.actualPort(), "localhost", "/")
                        .compose(request -> request.send())
                        .map(response -> VertxBridge.open(response, 1))));
    int all = 0;
    for (Buffer chunk : body) {
      all += chunk.length();
    }
    return all;
  }
}
