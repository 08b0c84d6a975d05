package dev.towpath.blockhound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.vertx.PublishedStream;
import dev.towpath.vertx.VertxBridge;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VertxTest {
  private static final int VALUES = 20_000;
  private static final Producer<Integer> ENDLESS =
      out -> {
        for (int i = 0; ; i++) {
          out.send(i);
        }
      };

  private final Context context = Loops.VERTX_INSTANCE.getOrCreateContext();

  @BeforeAll
  static void release() {
    Hound.release();
  }

  @BeforeEach
  void forget() {
    Hound.forget();
  }

  @AfterEach
  void nothingOfOursWaited() {
    assertThat(Hound.ours()).isEmpty();
  }

  @Test
  @DisplayName("C3: publish as a stream, paused, fetched and closed from several loops")
  void publish() throws Exception {
    for (int round = 0; round < 20; round++) {
      PublishedStream<Integer> stream =
          VertxBridge.publish(context, ENDLESS, BridgeOptions.defaults());
      AtomicInteger handled = new AtomicInteger();
      CountDownLatch enough = new CountDownLatch(VALUES / 10);
      stream.handler(value -> {
        handled.incrementAndGet();
        enough.countDown();
      });

      Loops.VERTX.onEach(() -> {
        for (int i = 0; i < 500; i++) {
          stream.pause();
          stream.fetch(1);
          stream.resume();
        }
      });
      enough.await();
      Loops.VERTX.onEach(stream::close);

      assertThat(handled.get()).isGreaterThanOrEqualTo(VALUES / 10);
    }
  }

  @Test
  @DisplayName("C3: publish into a stream that is read through open")
  void pump() throws Exception {
    String address = "pumped";
    MessageConsumer<Integer> consumer = Loops.VERTX_INSTANCE.eventBus().consumer(address);
    CompletableFuture<Receiver<Message<Integer>>> opened = new CompletableFuture<>();
    context.runOnContext(nothing -> opened.complete(VertxBridge.open(consumer, 64)));
    List<Future<Void>> pumps = new ArrayList<>();
    Receiver<Message<Integer>> messages = opened.get();
    for (int i = 0; i < Loops.COUNT; i++) {
      pumps.add(
          VertxBridge.<Integer>publish(
              Loops.VERTX_INSTANCE.getOrCreateContext(),
              out -> {
                for (int n = 0; n < VALUES / 20; n++) {
                  out.send(n);
                }
              },
              Loops.VERTX_INSTANCE.eventBus(),
              address,
              16,
              BridgeOptions.defaults()));
    }

    for (int n = 0; n < Loops.COUNT * (VALUES / 20); n++) {
      messages.receive().reply("thanks");
    }

    for (Future<Void> pump : pumps) {
      VertxBridge.await(pump);
    }
    context.runOnContext(nothing -> messages.close());
  }

  @Test
  @DisplayName("C3: a handler registration that several loops call")
  void handlers() throws Exception {
    CompletableFuture<Handler<Integer>> handler = new CompletableFuture<>();
    try (Receiver<Integer> values =
        VertxBridge.open(
            (Handler<Integer> given) -> {
              handler.complete(given);
              return () -> {};
            },
            8,
            Overflow.DROP_OLDEST)) {
      Thread reader =
          Thread.ofVirtual()
              .start(() -> {
                for (Integer ignored : values) {
                  Thread.yield();
                }
              });
      Loops.VERTX.onEach(() -> {
        for (int i = 0; i < VALUES; i++) {
          handler.join().handle(i);
        }
      });
      values.close();
      reader.join();
    }
  }

  @Test
  @DisplayName("C3: calls started and stopped on loops")
  void call() throws Exception {
    for (int round = 0; round < 20; round++) {
      List<Promise<Void>> stops = new ArrayList<>();
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        Promise<Void> stop = Promise.promise();
        stops.add(stop);
        calls.add(
            VertxBridge.call(
                context,
                () -> {
                  new CountDownLatch(1).await();
                  return "never";
                },
                stop.future(),
                BridgeOptions.<String>defaults()));
      }
      Loops.VERTX.onEach(() -> stops.forEach(Promise::tryComplete));
      for (Future<String> call : calls) {
        assertThat(VertxBridge.await(call.otherwise("stopped"))).isEqualTo("stopped");
      }
    }
  }

  @Test
  @DisplayName("C3: await, of what loops bring")
  void await() throws Exception {
    for (int i = 0; i < 500; i++) {
      Promise<Integer> promise = Promise.promise();
      int value = i;
      context.runOnContext(nothing -> promise.complete(value));
      assertThat(VertxBridge.await(promise.future())).isEqualTo(i);
    }
  }
}
