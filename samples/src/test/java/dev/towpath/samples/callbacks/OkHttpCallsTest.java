package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.BridgeException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OkHttpCallsTest {
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private OkHttpClient client;

  private Call call(Interceptor answer) {
    client = new OkHttpClient.Builder().addInterceptor(answer).build();
    return newCall();
  }

  private Call newCall() {
    return client.newCall(new Request.Builder().url("http://localhost/tea").build());
  }

  @AfterEach
  void close() {
    client.dispatcher().executorService().shutdown();
  }

  /** A response that counts. */
  private Response response(Interceptor.Chain chain) {
    opened.incrementAndGet();
    var counting =
        new ForwardingSource(new Buffer().writeUtf8("tea")) {
          @Override
          public void close() throws IOException {
            closed.incrementAndGet();
            super.close();
          }
        };
    BufferedSource body = Okio.buffer(counting);
    return new Response.Builder()
        .request(chain.request())
        .protocol(Protocol.HTTP_1_1)
        .code(200)
        .message("OK")
        .body(ResponseBody.create(body, MediaType.get("text/plain"), 3))
        .build();
  }

  @Test
  void responseIsReturnedAndTheCallersToClose() throws Exception {
    try (Response response = OkHttpCalls.await(call(this::response))) {
      assertThat(response.body().string()).isEqualTo("tea");
    }

    assertThat(closed).hasValue(1);
  }

  @Test
  void failureIsThrown() {
    var failure = new IOException("no tea");

    assertThatThrownBy(() ->
            OkHttpCalls.await(
                call(chain -> {
                  throw failure;
                })))
        .isInstanceOf(BridgeException.class)
        .cause()
        .isSameAs(failure);
  }

  @Test
  void interruptCancelsTheCall() throws Exception {
    var release = new CountDownLatch(1);
    Call call =
        call(chain -> {
          awaitQuietly(release);
          return response(chain);
        });
    var waiting = Waiting.start(() -> OkHttpCalls.await(call)).untilParked();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(call.isCanceled()).isTrue();
    release.countDown();
    await().untilAsserted(() -> assertThat(closed).hasValue(1));
  }

  /** Pitfall 39: wherever the interrupt cuts in, no response stays open. */
  @Test
  void lateResponseIsClosedNeverLeaked() throws Exception {
    call(this::response);
    for (int i = 0; i < 500; i++) {
      Call call = newCall();
      var waiting = Waiting.start(() -> OkHttpCalls.await(call));
      for (int spin = 0; spin < i * 20; spin++) {
        Thread.onSpinWait();
      }
      waiting.interrupt();
      try (Response received = waiting.get()) {
        assertThat(received.code()).isEqualTo(200);
      } catch (InterruptedException e) {
        // then somebody else closes it, if there is one
      }
    }

    await().until(() -> client.dispatcher().runningCallsCount() == 0);
    await().untilAsserted(() -> assertThat(closed.get()).isEqualTo(opened.get()));
    assertThat(opened).hasPositiveValue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
