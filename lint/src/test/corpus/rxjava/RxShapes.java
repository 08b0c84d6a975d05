package rxjava;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleTransformer;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.functions.Function;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import labels.Blocks;
import labels.Clean;

/** Shapes of real code on RxJava 3. */
class RxShapes {

  static byte[] download(String url) throws IOException {
    try (java.io.InputStream in = new URL(url).openStream()) { return in.readAllBytes(); }
  }

  @Blocks("poll>download>URL.openStream")
  static class Poller {
    Disposable poll() {
      return Observable.interval(1, TimeUnit.SECONDS).map(n -> download("http://x")).subscribe();
    }
  }

  @Clean("observed on io first")
  static class PollerOnIo {
    Disposable poll() {
      return Observable.interval(1, TimeUnit.SECONDS).observeOn(Schedulers.io()).map(n -> download("http://x")).subscribe();
    }
  }

  @Clean("an interval on io")
  static class IntervalOnIo {
    Disposable poll() {
      return Observable.interval(1, TimeUnit.SECONDS, Schedulers.io()).map(n -> download("http://x")).subscribe();
    }
  }

  @Blocks("run>download>URL.openStream")
  static class BackToComputation {
    Single<Integer> run() {
      return Single.fromCallable(() -> "a").subscribeOn(Schedulers.io())
          .observeOn(Schedulers.computation()).map(x -> download(x).length);
    }
  }

  @Blocks("run>Single.blockingGet")
  static class BlockingGetInFlatMap {
    Flowable<Integer> run(Flowable<String> in) {
      return in.observeOn(Schedulers.computation()).flatMap(x -> Flowable.just(length(x).blockingGet()));
    }
    private static Single<Integer> length(String x) { return Single.just(x.length()).delay(1, TimeUnit.SECONDS); }
  }

  @Blocks("retry>Thread.sleep")
  static class SleepBetweenRetries {
    Completable retry(Completable work) {
      return work.delay(1, TimeUnit.SECONDS).doOnComplete(() -> Thread.sleep(1000));
    }
  }

  @Clean("a scheduler of its own threads")
  static class OwnScheduler {
    private final Scheduler jdbc = Schedulers.from(Executors.newFixedThreadPool(4));
    Maybe<String> run() { return Maybe.fromCallable(() -> Files.readString(Path.of("x"))).subscribeOn(jdbc); }
  }

  @Blocks("work>download>URL.openStream")
  static class ScheduledDirectly {
    void start() { Schedulers.computation().scheduleDirect(this::work); }
    private void work() { try { download("http://x"); } catch (IOException e) { } }
  }

  @Blocks("apply>download>URL.openStream")
  static class NamedFunction implements Function<Long, byte[]> {
    @Override public byte[] apply(Long n) throws Exception { return download("http://x"); }
    Disposable start() { return Flowable.interval(1, TimeUnit.SECONDS).map(this).subscribe(); }
  }
}
