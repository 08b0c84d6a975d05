package dev.towpath.samples.guide.shop;

import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.core.SingleEmitter;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The shop asked with RxJava. */
public final class RxShop implements AutoCloseable {
  private final FutureShop client;

  public RxShop(URI shop) {
    client = new FutureShop(shop);
  }

  /** Cold: each subscriber asks anew, and a dispose aborts the request. */
  public Single<String> get(String path) {
    return Single.create(emitter -> ask(path, emitter));
  }

  private void ask(String path, SingleEmitter<String> emitter) {
    CompletableFuture<String> answer = client.get(path);
    emitter.setCancellable(() -> answer.cancel(true));
    answer.whenComplete((body, failure) -> {
      if (failure == null) {
        emitter.onSuccess(body);
      } else {
        emitter.tryOnError(failure instanceof CompletionException ? failure.getCause() : failure);
      }
    });
  }

  @Override
  public void close() {
    client.close();
  }
}
