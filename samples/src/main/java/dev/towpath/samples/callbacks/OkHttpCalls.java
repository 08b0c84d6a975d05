package dev.towpath.samples.callbacks;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.jdk.CallbackBridge;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** OkHttp: a callback with two outcomes, one of which holds a connection until it is closed. */
public final class OkHttpCalls {
  private static final BridgeOptions<Response> CLOSING =
      BridgeOptions.<Response>defaults().name("okhttp").onUndelivered(Response::close);

  private OkHttpCalls() {}

  /**
   * Makes a call and waits for its response, which the caller must close. An interrupt cancels the
   * call, and closes a response that comes all the same.
   */
  // @start region="await"
  public static Response await(Call call) throws InterruptedException {
    return CallbackBridge.await(
        callback -> {
          callback.onStop(call::cancel);
          call.enqueue(
              new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                  callback.success(response);
                }

                @Override
                public void onFailure(Call call, IOException cause) {
                  callback.failure(cause);
                }
              });
        },
        CLOSING);
  }
  // @end
}
