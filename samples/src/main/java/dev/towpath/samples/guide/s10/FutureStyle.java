package dev.towpath.samples.guide.s10;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Bell;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A promise that is completed by hand. */
public final class FutureStyle implements Style<Integer, List<String>> {
  private final Bell bell;

  public FutureStyle(Bell bell) {
    this.bell = bell;
  }

  // @start region="style"
  CompletableFuture<List<String>> first(int count, Duration limit) {
    CompletableFuture<List<String>> promise = new CompletableFuture<>();
    List<String> names = new CopyOnWriteArrayList<>();
    Bell.Listener listener =
        Bell.listener(
            name -> {
              names.add(name);
              if (names.size() == count) {
                promise.complete(List.copyOf(names));
              }
            },
            () -> promise.complete(List.copyOf(names)),
            promise::completeExceptionally);
    bell.add(listener);
    return promise
        .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((value, failure) -> bell.remove(listener));
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(Integer count, Duration limit) {
    return first(count, limit);
  }
}
