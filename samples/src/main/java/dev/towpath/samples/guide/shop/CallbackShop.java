package dev.towpath.samples.guide.shop;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** The shop asked with callbacks: OkHttp. */
public final class CallbackShop implements AutoCloseable {
  private final OkHttpClient client =
      new OkHttpClient.Builder().readTimeout(Duration.ZERO).retryOnConnectionFailure(false).build();
  private final URI shop;

  public CallbackShop(URI shop) {
    this.shop = shop;
  }

  /** Calls {@code done} once, with a body or a failure. Closing what it returns stops the call. */
  public Runnable get(String path, Duration limit, BiConsumer<String, Throwable> done) {
    Call call = client.newCall(new Request.Builder().url(shop + path).build());
    call.timeout().timeout(Math.max(1, limit.toNanos()), TimeUnit.NANOSECONDS);
    call.enqueue(new Once(path, done));
    return call::cancel;
  }

  /** The same with a callback for each outcome, and one for when it is over. */
  public Runnable get(
      String path,
      Duration limit,
      Consumer<String> success,
      Consumer<Throwable> failure,
      Runnable after) {
    return get(
        path,
        limit,
        (body, e) -> {
          if (e == null) {
            success.accept(body);
          } else {
            failure.accept(e);
          }
          after.run();
        });
  }

  private record Once(String path, BiConsumer<String, Throwable> done) implements Callback {
    @Override
    public void onResponse(Call call, Response response) {
      String body;
      try (response) {
        body = ShopException.body(response.code(), path, response.body().string());
      } catch (IOException | ShopException e) {
        done.accept(null, e);
        return;
      }
      done.accept(body, null);
    }

    @Override
    public void onFailure(Call call, IOException e) {
      boolean late = e instanceof InterruptedIOException && "timeout".equals(e.getMessage());
      done.accept(null, late ? new TimeoutException(path) : e);
    }
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
  }
}
