package dev.towpath.vertx;

import dev.towpath.channel.Receiver;
import io.vertx.core.Handler;
import org.jspecify.annotations.Nullable;

/**
 * What the user holds of an {@link OutStream}, which in turn holds this only while it flows by
 * itself. So one that nobody can fetch from any more becomes unreachable, and its {@code leash}
 * with it, which is how it is found (C15).
 */
final class Published<T> implements PublishedStream<T> {
  private final OutStream<T> stream;
  private volatile @Nullable Receiver<?> leash; // nobody else has it; nothing comes out of it

  Published(OutStream<T> stream) {
    this.stream = stream;
  }

  void tie(Receiver<?> leash) {
    this.leash = leash;
  }

  @Override
  public PublishedStream<T> handler(@Nullable Handler<T> handler) {
    stream.handler(handler, this);
    return this;
  }

  @Override
  public PublishedStream<T> exceptionHandler(@Nullable Handler<Throwable> handler) {
    stream.exceptionHandler(handler);
    return this;
  }

  @Override
  public PublishedStream<T> endHandler(@Nullable Handler<Void> handler) {
    stream.endHandler(handler);
    return this;
  }

  @Override
  public PublishedStream<T> pause() {
    stream.pause();
    return this;
  }

  @Override
  public PublishedStream<T> resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public PublishedStream<T> fetch(long amount) {
    stream.fetch(amount, this);
    return this;
  }

  @Override
  public void close() {
    stream.close();
  }

  @Override
  public String toString() {
    return "published stream" + (leash == null ? ", not started" : "");
  }
}
