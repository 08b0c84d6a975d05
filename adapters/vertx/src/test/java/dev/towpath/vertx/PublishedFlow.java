package dev.towpath.vertx;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A new published stream for each subscriber, as a publisher; nothing is buffered or changed. */
record PublishedFlow<T>(Supplier<PublishedStream<T>> streams) implements Flow.Publisher<T> {
  @Override
  public void subscribe(Flow.Subscriber<? super T> subscriber) {
    PublishedStream<T> stream = streams.get();
    AtomicBoolean over = new AtomicBoolean();
    stream.pause();
    stream.fetch(0);
    subscriber.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {
            if (count > 0) {
              stream.fetch(count);
            } else if (over.compareAndSet(false, true)) { // §3.9, which streams do not know
              stream.close();
              subscriber.onError(new IllegalArgumentException("request < 1: " + count));
            }
          }

          @Override
          public void cancel() {
            stream.close();
          }
        });
    stream.endHandler(end -> {
      over.set(true);
      subscriber.onComplete();
    });
    stream.exceptionHandler(failure -> {
      over.set(true);
      subscriber.onError(failure);
    });
    stream.handler(subscriber::onNext);
  }
}
