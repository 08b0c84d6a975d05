package dev.towpath.blockhound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.rxjava3.RxBridge;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RxJavaTest {
  private static final int VALUES = 20_000;

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
  @DisplayName("C3: open, of a flowable that emits on computation threads, read and left early")
  void open() throws Exception {
    Flowable<Integer> flowable =
        Flowable.range(0, VALUES)
            .parallel(Loops.COUNT)
            .runOn(Schedulers.computation())
            .sequential();
    int read = 0;
    try (Receiver<Integer> values = RxBridge.open(flowable, 16)) {
      for (Integer ignored : values) {
        read++;
      }
    }
    assertThat(read).isEqualTo(VALUES);

    for (int i = 0; i < 50; i++) {
      try (Receiver<Integer> values = RxBridge.open(flowable, 16)) {
        assertThat(values.receive(Duration.ofDays(1))).isInstanceOf(TryReceive.Value.class);
      }
    }
  }

  @Test
  @DisplayName("C3: open, of an observable that overflows")
  void openObservable() {
    int read = 0;
    Observable<Integer> observable =
        Observable.range(0, VALUES).observeOn(Schedulers.computation());
    try (Receiver<Integer> values =
        RxBridge.open(observable, 4, Overflow.DROP_OLDEST, BridgeOptions.<Integer>defaults())) {
      for (Integer ignored : values) {
        read++;
      }
    }
    assertThat(read).isPositive();
  }

  @Test
  @DisplayName("C3: publish, asked and cancelled on computation threads")
  void publish() {
    Flowable<Integer> flowable =
        RxBridge.publish(out -> {
          for (int i = 0; ; i++) {
            out.send(i);
          }
        });
    assertThat(
            flowable
                .observeOn(Schedulers.computation(), false, 8)
                .take(VALUES)
                .count()
                .blockingGet())
        .isEqualTo(VALUES);

    for (int i = 0; i < 50; i++) {
      assertThat(
              Flowable.merge(flowable, flowable, flowable, flowable)
                  .observeOn(Schedulers.computation(), false, 8)
                  .take(100)
                  .count()
                  .blockingGet())
          .isEqualTo(100);
    }
  }

  @Test
  @DisplayName("C3: call, subscribed to and disposed of on computation threads")
  void call() {
    Single<String> never =
        RxBridge.call(() -> {
          new CountDownLatch(1).await();
          return "never";
        });
    for (int i = 0; i < 20; i++) {
      Flowable.range(0, 20)
          .flatMapSingle(n ->
              never
                  .subscribeOn(Schedulers.computation())
                  .timeout(1, TimeUnit.MILLISECONDS, Single.just("late")))
          .blockingLast();
    }
  }

  @Test
  @DisplayName("C3: await, of what computation threads bring")
  void await() throws Exception {
    for (int i = 0; i < 500; i++) {
      assertThat(RxBridge.await(Single.just(i).subscribeOn(Schedulers.computation()))).isEqualTo(i);
    }
  }
}
