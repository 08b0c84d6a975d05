package dev.towpath.samples.guide.s10;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Bell;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A promise, as with futures. */
public final class VertxStyle implements Style<Integer, List<String>> {
  private final Bell bell;

  public VertxStyle(Bell bell) {
    this.bell = bell;
  }

  // @start region="style"
  Future<List<String>> first(int count, Duration limit) {
    Promise<List<String>> promise = Promise.promise();
    List<String> names = new CopyOnWriteArrayList<>();
    Bell.Listener listener =
        Bell.listener(
            name -> {
              names.add(name);
              if (names.size() == count) {
                promise.tryComplete(List.copyOf(names));
              }
            },
            () -> promise.tryComplete(List.copyOf(names)),
            promise::tryFail);
    bell.add(listener);
    return promise
        .future()
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(outcome -> bell.remove(listener));
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(Integer count, Duration limit) {
    return first(count, limit).toCompletionStage().toCompletableFuture();
  }
}
