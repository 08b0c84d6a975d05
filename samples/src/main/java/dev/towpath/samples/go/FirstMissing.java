package dev.towpath.samples.go;

import dev.towpath.channel.Deadline;
import dev.towpath.samples.guide.shop.BlockingShop;
import dev.towpath.samples.guide.shop.CallbackShop;
import dev.towpath.samples.guide.shop.FutureShop;
import dev.towpath.samples.guide.shop.ShopException;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** {@code findFirst404}, {@code waitForBoth} and {@code promisify}, in three forms each. */
final class FirstMissing {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private FirstMissing() {}

  // @start region="callback"
  static void findFirst404(
      Iterator<String> paths, CallbackShop web, BiConsumer<String, Throwable> done) {
    if (!paths.hasNext()) {
      done.accept(null, null);
      return;
    }
    String path = paths.next();
    web.get(
        path,
        LIMIT,
        (body, failure) -> {
          if (isMissing(failure)) {
            done.accept(path, null);
          } else if (failure != null) {
            done.accept(null, failure);
          } else {
            findFirst404(paths, web, done);
          }
        });
  }

  static void waitForBoth(
      String one, String other, CallbackShop web, BiConsumer<String, Throwable> done) {
    AtomicReference<String> earlier = new AtomicReference<>();
    BiConsumer<String, Throwable> each =
        (body, failure) -> {
          if (failure != null) {
            done.accept(null, failure); // twice, if both fail
          } else if (!earlier.compareAndSet(null, body)) {
            done.accept(earlier.get() + "+" + body, null); // in whatever order
          }
        };
    web.get(one, LIMIT, each);
    web.get(other, LIMIT, each);
  }

  // @end

  // @start region="future"
  static CompletableFuture<String> findFirst404(Iterator<String> paths, FutureShop web) {
    if (!paths.hasNext()) {
      return CompletableFuture.completedFuture(null);
    }
    String path = paths.next();
    return web.get(path)
        .handle((body, failure) -> {
          if (isMissing(unwrapped(failure))) {
            return CompletableFuture.completedFuture(path);
          }
          return failure != null
              ? CompletableFuture.<String>failedFuture(failure)
              : findFirst404(paths, web);
        })
        .thenCompose(next -> next);
  }

  static CompletableFuture<String> waitForBoth(String one, String other, FutureShop web) {
    return web.get(one).thenCombine(web.get(other), (a, b) -> a + "+" + b);
  }

  static CompletableFuture<String> promisify(String path, CallbackShop web) {
    CompletableFuture<String> promise = new CompletableFuture<>();
    web.get(path, LIMIT, promise::complete, promise::completeExceptionally, () -> {});
    return promise;
  }

  // @end

  // @start region="blocking"
  static String findFirst404(List<String> paths, BlockingShop web) throws Exception {
    for (String path : paths) {
      try {
        web.get(path, Deadline.in(LIMIT));
      } catch (ShopException e) {
        if (isMissing(e)) {
          return path;
        }
        throw e;
      }
    }
    return null;
  }

  static String waitForBoth(String one, String other, BlockingShop web) throws Exception {
    try (Scope scope = Scope.open()) {
      Task<String> a = scope.fork(() -> web.get(one, Deadline.in(LIMIT)));
      Task<String> b = scope.fork(() -> web.get(other, Deadline.in(LIMIT)));
      scope.join();
      return a.get() + "+" + b.get();
    }
  }

  // @end

  private static boolean isMissing(Throwable failure) {
    return failure instanceof ShopException e && e.status() == 404;
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }
}
