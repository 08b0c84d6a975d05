package dev.towpath.rxjava3;

import dev.towpath.channel.BridgeOptions;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** What came too late, and where it went: the options' hooks and RxJava's own. */
final class Late implements AutoCloseable {
  final Queue<Object> undelivered = new ConcurrentLinkedQueue<>();
  final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();
  final List<Throwable> undeliverable = new CopyOnWriteArrayList<>();

  Late() {
    RxJavaPlugins.setErrorHandler(undeliverable::add);
  }

  <T> BridgeOptions<T> options() {
    return BridgeOptions.<T>defaults().onUndelivered(undelivered::add).onLateError(lateErrors::add);
  }

  @Override
  public void close() {
    RxJavaPlugins.setErrorHandler(null);
  }
}
