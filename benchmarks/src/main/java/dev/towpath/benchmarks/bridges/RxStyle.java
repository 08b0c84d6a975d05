package dev.towpath.benchmarks.bridges;

import dev.towpath.benchmarks.coroutines.Bridges;
import dev.towpath.rxjava3.RxBridge;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * RxJava 3. Its own ways: {@code blockingIterable}; {@code blockingGet}; {@code Flowable.create},
 * which buffers without bound; {@code fromCallable} on virtual threads.
 */
final class RxStyle implements Style {
  private static final Scheduler VIRTUAL =
      Schedulers.from(Executors.newVirtualThreadPerTaskExecutor(), true);

  @Override
  public long open(Way by, int count, boolean async) {
    Flowable<Integer> range = Flowable.range(0, count);
    Flowable<Integer> flowable =
        async ? range.observeOn(Schedulers.computation(), false, DEMAND) : range;
    return switch (by) {
      case OURS -> Sums.of(RxBridge.open(flowable, DEMAND));
      case OWN -> Sums.of(flowable.blockingIterable(DEMAND));
      case JDK -> {
        try (Stream<Integer> values = flowable.blockingStream(DEMAND)) {
          yield values.mapToLong(Integer::longValue).sum();
        }
      }
      case KOTLIN -> Bridges.sum(flowable, DEMAND);
      case GLUE -> throw Style.noSuch(by);
    };
  }

  @Override
  public long await(Way by, int count, boolean async) throws Exception {
    Single<Integer> one = Single.just(0).map(zero -> zero + 1);
    Single<Integer> single = async ? one.subscribeOn(Schedulers.computation()) : one;
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum +=
          switch (by) {
            case OURS -> RxBridge.await(single);
            case OWN -> single.blockingGet();
            case JDK -> single.toCompletionStage().toCompletableFuture().get();
            case KOTLIN, GLUE -> throw Style.noSuch(by);
          };
    }
    return sum;
  }

  @Override
  public long publish(Way by, int count) throws Exception {
    Asking subscriber = new Asking();
    Flowable<Integer> flowable =
        switch (by) {
          case OURS -> RxBridge.publish(Sums.producer(count));
          case OWN ->
              Flowable.<Integer>create(
                      sink -> {
                        for (int i = 0; i < count; i++) {
                          sink.onNext(i);
                        }
                        sink.onComplete();
                      },
                      BackpressureStrategy.BUFFER)
                  .subscribeOn(VIRTUAL, false);
          case JDK, KOTLIN, GLUE -> throw Style.noSuch(by);
        };
    flowable.subscribe(subscriber);
    return subscriber.sum();
  }

  @Override
  public long call(Way by, int count) throws Exception {
    Single<Integer> single =
        switch (by) {
          case OURS -> RxBridge.call(() -> 1);
          case OWN -> Single.fromCallable(() -> 1).subscribeOn(VIRTUAL);
          case JDK, KOTLIN, GLUE -> throw Style.noSuch(by);
        };
    Sums.Countdown values = new Sums.Countdown(count);
    for (int i = 0; i < count; i++) {
      var unused = single.subscribe(values::arrived, values::failed);
    }
    return values.sum();
  }
}
