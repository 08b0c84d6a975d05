package rxjava2;

import io.reactivex.Flowable;
import io.reactivex.Single;
import io.reactivex.schedulers.Schedulers;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import labels.Blocks;
import labels.Clean;

class Rx2 {

  @Blocks("run>CountDownLatch.await")
  static class Computation {
    private final CountDownLatch latch = new CountDownLatch(1);
    void run() { Flowable.just(1).observeOn(Schedulers.computation()).doOnNext(x -> latch.await()).subscribe(); }
  }

  @Clean("io may wait")
  static class Io {
    private final CountDownLatch latch = new CountDownLatch(1);
    void run() { Flowable.just(1).observeOn(Schedulers.io()).doOnNext(x -> latch.await()).subscribe(); }
  }

  @Blocks("run>Single.blockingGet")
  static class Timer {
    void run() { Flowable.timer(1, TimeUnit.SECONDS).map(x -> Single.just(x).blockingGet()).subscribe(); }
  }
}
