package rxjava;

import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.functions.Consumer;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.File;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import labels.Blocks;
import labels.Clean;

class RxChains {

  static boolean exists(String name) { return new File(name).exists(); }

  @Blocks("run>exists>File.exists")
  static class ObserveOnComputation {
    void run() { Flowable.just("x").observeOn(Schedulers.computation()).map(x -> exists(x)).subscribe(); }
  }

  @Clean("io may wait")
  static class ObserveOnIo {
    void run() { Flowable.just("x").observeOn(Schedulers.io()).map(x -> exists(x)).subscribe(); }
  }

  @Blocks("run>exists>File.exists")
  static class IntervalSubscriber {
    void run() { Observable.interval(1, TimeUnit.SECONDS).subscribe(x -> exists("tick")); }
  }

  @Clean("the timer runs on io")
  static class IntervalOnIo {
    void run() { Observable.interval(1, TimeUnit.SECONDS, Schedulers.io()).subscribe(x -> exists("tick")); }
  }

  @Blocks("run>exists>File.exists")
  static class SubscribeOnComputation {
    void run() { Single.fromCallable(() -> exists("x")).subscribeOn(Schedulers.computation()).subscribe(); }
  }

  @Clean("subscribed on io")
  static class SubscribeOnIo {
    void run() { Single.fromCallable(() -> exists("x")).subscribeOn(Schedulers.io()).subscribe(); }
  }

  @Blocks("run>Single.blockingGet")
  static class BlockingGet {
    void run() { Flowable.just(1).observeOn(Schedulers.single()).map(x -> Single.just(x).blockingGet()).subscribe(); }
  }

  @Blocks("run>Semaphore.acquire")
  static class Debounced {
    private final Semaphore permits = new Semaphore(1);
    void run() { Flowable.just(1).debounce(1, TimeUnit.SECONDS).doOnNext(x -> permits.acquire()).subscribe(); }
  }

  @Clean("a scheduler over a pool")
  static class FromPool {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    private final Scheduler scheduler = Schedulers.from(pool);
    void run() { Flowable.just("x").observeOn(scheduler).map(x -> exists(x)).subscribe(); }
  }

  @Blocks("accept>exists>File.exists")
  static class NamedConsumer implements Consumer<Long> {
    @Override public void accept(Long tick) { exists("x"); }
    void run() { Flowable.timer(1, TimeUnit.SECONDS).subscribe(this); }
  }

  @Clean("flatMap moves to io")
  static class FlatMapIo {
    void run() {
      Flowable.interval(1, TimeUnit.SECONDS)
          .flatMapSingle(x -> Single.fromCallable(() -> exists("x")).subscribeOn(Schedulers.io()))
          .subscribe();
    }
  }

  @Blocks("run>exists>File.exists")
  static class WorkerTask {
    void run() { Schedulers.computation().scheduleDirect(() -> exists("x")); }
  }
}
