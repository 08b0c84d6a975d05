package dev.towpath.blockhound;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import dev.towpath.flow.FlowBridge;
import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.Emitter;
import dev.towpath.jdk.FutureBridge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** C3 for what all adapters are made of: on the threads of every library, with several at once. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LoopsTest {
  private static final int VALUES = 20_000;
  private static final Duration LONG = Duration.ofMinutes(1);

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

  @ParameterizedTest
  @EnumSource
  @DisplayName("negative control: a sleep, a park and a lock that is taken are noticed")
  void controls(Loops loops) throws Exception {
    loops.onEach(() -> LockSupport.parkNanos(1));
    assertThat(Hound.all()).hasSizeGreaterThanOrEqualTo(Loops.COUNT);

    Hound.forget();
    loops.onEach(LoopsTest::sleep);
    assertThat(Hound.all()).hasSizeGreaterThanOrEqualTo(Loops.COUNT);

    Hound.forget();
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    loops
        .make()
        .execute(() -> {
          lock.lock();
          lock.unlock();
        });
    try {
      eventually("the hound barks", () -> !Hound.all().isEmpty());
    } finally {
      lock.unlock();
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C3: loops that emit at once into one channel, while it is read and closed")
  void emit(Loops loops) throws Exception {
    for (Overflow overflow : List.of(Overflow.DROP_OLDEST, Overflow.DROP_NEWEST, Overflow.FAIL)) {
      CompletableFuture<Emitter<Integer>> emitter = new CompletableFuture<>();
      Receiver<Integer> receiver =
          CallbackBridge.open(
              to -> {
                emitter.complete(to);
                return () -> {};
              },
              64,
              overflow,
              BridgeOptions.<Integer>defaults());
      FutureTask<Integer> reader =
          new FutureTask<>(() -> {
            int read = 0;
            while (read < VALUES && receiver.receive(LONG) instanceof TryReceive.Value) {
              read++;
            }
            receiver.close();
            return read;
          });
      Thread.ofVirtual().start(reader);

      while (!reader.isDone()) {
        loops.onEach(() -> {
          for (int i = 0; i < VALUES / Loops.COUNT; i++) {
            emitter.join().emit(i);
          }
        });
      }

      if (overflow != Overflow.FAIL) {
        assertThat(reader.get()).isEqualTo(VALUES);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C3: loops that send and receive by the try forms, with virtual threads that wait")
  void tryForms(Loops loops) throws Exception {
    Channel<Integer> channel = Channel.buffered(4);
    AtomicInteger left = new AtomicInteger(VALUES);
    FutureTask<Void> other =
        new FutureTask<>(() -> {
          try {
            for (int i = 0; i < VALUES; i++) {
              channel.sender().send(i);
              channel.receiver().receive();
            }
          } catch (ChannelClosedException e) {
            // the loops were quicker
          }
          return null;
        });
    Thread.ofVirtual().start(other);

    loops.onEach(() -> {
      while (left.getAndDecrement() > 0) {
        if (channel.sender().trySend(1) == TrySend.SENT) {
          channel.receiver().whenReadable(() -> {});
        }
        channel.receiver().tryReceive();
        channel.sender().whenWritable(() -> {});
        assertThat(channel.size()).isBetween(0, 4);
      }
    });
    channel.sender().close();
    channel.receiver().close();

    assertThat(other).succeedsWithin(LONG).isNull();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C3: loops that ask a publisher for more, all at once, and cancel it")
  void requestAndCancel(Loops loops) {
    for (int round = 0; round < 50; round++) {
      Asking subscriber = new Asking();
      FlowBridge.<Integer>publish(
              out -> {
                for (int i = 0; ; i++) {
                  out.send(i);
                }
              })
          .subscribe(subscriber);

      loops.onEach(() -> {
        for (int i = 0; i < 200; i++) {
          subscriber.subscription.join().request(1);
        }
      });
      loops.onEach(() -> subscriber.subscription.join().cancel());
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C3: loops that start calls, and cancel them while they run")
  void callAndCancel(Loops loops) {
    loops.onEach(() -> {
      for (int i = 0; i < 500; i++) {
        CompletableFuture<String> call =
            FutureBridge.call(() -> {
              new CountDownLatch(1).await();
              return "never";
            });
        call.cancel(true);
      }
    });
    loops.onEach(() -> {
      for (int i = 0; i < 500; i++) {
        CallbackBridge.call(() -> "tea", (value, failure) -> {}).close();
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C3: loops that complete what virtual threads wait for")
  void completeWaits(Loops loops) throws Exception {
    for (int round = 0; round < 50; round++) {
      CompletableFuture<String> future = new CompletableFuture<>();
      List<FutureTask<String>> waits = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        FutureTask<String> wait = new FutureTask<>(() -> FutureBridge.await(future));
        waits.add(wait);
        Thread.ofVirtual().start(wait);
      }

      loops.onEach(() -> future.complete("tea"));

      for (FutureTask<String> wait : waits) {
        assertThat(wait.get()).isEqualTo("tea");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("C3: a loop that opens, and closes what is being fed from other loops")
  void openAndClose(Loops loops) {
    Executor home = loops.make();
    for (int round = 0; round < 50; round++) {
      CompletableFuture<Emitter<Integer>> emitter = new CompletableFuture<>();
      CompletableFuture<Receiver<Integer>> receiver =
          CompletableFuture.supplyAsync(
              () ->
                  CallbackBridge.open(
                      to -> {
                        emitter.complete(to);
                        return () -> {};
                      },
                      4,
                      Overflow.DROP_OLDEST,
                      BridgeOptions.<Integer>defaults()),
              home);
      AtomicInteger count = new AtomicInteger();
      loops.onEach(() -> {
        for (int i = 0; i < 100; i++) {
          emitter.join().emit(i);
          if (count.incrementAndGet() == 200) {
            receiver.join().close();
          }
        }
      });
    }
  }

  private static final class Asking implements Flow.Subscriber<Integer> {
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
    }

    @Override
    public void onNext(Integer value) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  private static void sleep() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
