package dev.towpath.benchmarks.bridges;

import dev.towpath.channel.Receiver;
import dev.towpath.reactor.ReactorBridge;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/** Reads all of a stream of {@code 0 .. elements - 1} in a plain loop and returns the sum. */
abstract class Reader {
  static final String OURS = "ours";
  static final String REACTOR = "toIterable";
  static final String REACTOR_STREAM = "toStream";
  static final String RXJAVA = "blockingIterable";

  static final int DEMAND = 256; // as many as the others prefetch

  static Reader named(String name) {
    return switch (name) {
      case OURS -> new Bridged();
      case REACTOR -> new Iterated();
      case REACTOR_STREAM -> new Streamed();
      case RXJAVA -> new RxIterated();
      default -> throw new IllegalArgumentException("no such reader: " + name);
    };
  }

  /**
   * @param async whether the source emits on a thread of its own, or on the reader's when it asks
   */
  abstract long read(int elements, boolean async);

  private static Flux<Integer> flux(int elements, boolean async) {
    Flux<Integer> range = Flux.range(0, elements);
    return async ? range.publishOn(reactor.core.scheduler.Schedulers.parallel(), DEMAND) : range;
  }

  private static long sum(Iterable<Integer> values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  private static final class Bridged extends Reader {
    @Override
    long read(int elements, boolean async) {
      try (Receiver<Integer> in = ReactorBridge.open(flux(elements, async), DEMAND)) {
        return sum(in);
      }
    }
  }

  private static final class Iterated extends Reader {
    @Override
    long read(int elements, boolean async) {
      return sum(flux(elements, async).toIterable(DEMAND));
    }
  }

  private static final class Streamed extends Reader {
    @Override
    long read(int elements, boolean async) {
      try (Stream<Integer> values = flux(elements, async).toStream(DEMAND)) {
        return values.mapToLong(Integer::longValue).sum();
      }
    }
  }

  private static final class RxIterated extends Reader {
    @Override
    long read(int elements, boolean async) {
      Flowable<Integer> range = Flowable.range(0, elements);
      return sum(
          (async ? range.observeOn(Schedulers.computation(), false, DEMAND) : range)
              .blockingIterable(DEMAND));
    }
  }
}
