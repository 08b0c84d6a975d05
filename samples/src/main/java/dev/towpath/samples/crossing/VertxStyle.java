package dev.towpath.samples.crossing;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.vertx.PublishedStream;
import dev.towpath.vertx.VertxBridge;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpResponseExpectation;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** Vert.x: a future of the response, a stream of its body in, a stream of the rows out. */
final class VertxStyle implements Style {
  private static final String ALL = "/all";

  @Override
  public String name() {
    return "vertx";
  }

  // @start region="fetch"
  @Override
  public void fetch(URI server, int demand, Gauge gauge, Sender<Document> out) throws Exception {
    try (LocalVertx local = LocalVertx.start();
        Receiver<Buffer> body = VertxBridge.await(request(local.vertx(), server, demand, gauge))) {
      ZipBody.unzip(new BufferStream(asByteBuffers(gauge.takenFrom(body))), out);
    } catch (VertxException e) {
      throw new IOException("GET " + ALL + ": " + e.getMessage(), e);
    }
  }

  /** Opens the body where the response arrives, since it flows from then on. */
  private static Future<Receiver<Buffer>> request(
      Vertx vertx, URI server, int demand, Gauge gauge) {
    return vertx
        .createHttpClient()
        .request(HttpMethod.GET, server.getPort(), server.getHost(), ALL)
        .compose(HttpClientRequest::send)
        .expecting(HttpResponseExpectation.SC_OK)
        .map(response -> VertxBridge.open(new CountedStream<>(response, gauge), demand));
  }

  // @end

  // @start region="deliver"
  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    Vertx vertx = LocalVertx.start().vertx();
    Promise<Void> end = Promise.promise();
    PublishedStream<Row> rows =
        VertxBridge.publish(
            vertx.getOrCreateContext(),
            producer,
            BridgeOptions.<Row>defaults().onLateError(end::tryFail)); // the subscriber's too
    rows.exceptionHandler(end::tryFail).endHandler(end::tryComplete).handler(subscriber::accept);
    return end.future().eventually(() -> vertx.close()).toCompletionStage();
  }

  // @end

  private static Iterable<List<ByteBuffer>> asByteBuffers(Iterable<Buffer> buffers) {
    return () ->
        StreamSupport.stream(buffers.spliterator(), false)
            .map(buffer -> List.of(ByteBuffer.wrap(buffer.getBytes())))
            .iterator();
  }
}
