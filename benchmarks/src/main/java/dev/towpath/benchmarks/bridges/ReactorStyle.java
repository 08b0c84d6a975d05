package dev.towpath.benchmarks.bridges;

import dev.towpath.benchmarks.coroutines.Bridges;
import dev.towpath.reactor.ReactorBridge;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reactor. Its own ways: {@code toIterable}; {@code block}; {@code Flux.create}, which buffers
 * without bound; {@code fromCallable} on virtual threads.
 */
final class ReactorStyle implements Style {
  private static final Scheduler VIRTUAL =
      Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

  @Override
  public long open(Way by, int count, boolean async) {
    Flux<Integer> range = Flux.range(0, count);
    Flux<Integer> flux = async ? range.publishOn(Schedulers.parallel(), DEMAND) : range;
    return switch (by) {
      case OURS -> Sums.of(ReactorBridge.open(flux, DEMAND));
      case OWN -> Sums.of(flux.toIterable(DEMAND));
      case JDK -> {
        try (Stream<Integer> values = flux.toStream(DEMAND)) {
          yield values.mapToLong(Integer::longValue).sum();
        }
      }
      case KOTLIN -> Bridges.sum(flux, DEMAND);
      case GLUE -> throw Style.noSuch(by);
    };
  }

  @Override
  public long await(Way by, int count, boolean async) throws Exception {
    Mono<Integer> one = Mono.just(0).map(zero -> zero + 1);
    Mono<Integer> mono = async ? one.subscribeOn(Schedulers.parallel()) : one;
    if (by == Way.KOTLIN) {
      return Bridges.awaitEach(mono, count);
    }
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum +=
          switch (by) {
            case OURS -> ReactorBridge.await(mono);
            case OWN -> mono.block();
            case JDK -> mono.toFuture().get();
            case KOTLIN, GLUE -> throw Style.noSuch(by);
          };
    }
    return sum;
  }

  @Override
  public long publish(Way by, int count) throws Exception {
    Asking subscriber = new Asking();
    switch (by) {
      case OURS -> ReactorBridge.publish(Sums.producer(count)).subscribe(subscriber);
      case OWN ->
          Flux.<Integer>create(
                  sink -> {
                    for (int i = 0; i < count; i++) {
                      sink.next(i);
                    }
                    sink.complete();
                  })
              .subscribeOn(VIRTUAL, false)
              .subscribe(subscriber);
      case KOTLIN -> Bridges.publishing(count).subscribe(subscriber);
      case JDK, GLUE -> throw Style.noSuch(by);
    }
    return subscriber.sum();
  }

  @Override
  public long call(Way by, int count) throws Exception {
    Mono<Integer> mono =
        switch (by) {
          case OURS -> ReactorBridge.call(() -> 1);
          case OWN -> Mono.fromCallable(() -> 1).subscribeOn(VIRTUAL);
          case KOTLIN -> Bridges.calling();
          case JDK, GLUE -> throw Style.noSuch(by);
        };
    Sums.Countdown values = new Sums.Countdown(count);
    for (int i = 0; i < count; i++) {
      mono.subscribe(values::arrived, values::failed);
    }
    return values.sum();
  }
}
