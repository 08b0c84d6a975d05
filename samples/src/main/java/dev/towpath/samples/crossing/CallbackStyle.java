package dev.towpath.samples.crossing;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.Emitter;
import dev.towpath.jdk.Handle;
import dev.towpath.jdk.Listener;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Callbacks: one that gets the names, one for each file, a listener that hears of the rows. */
final class CallbackStyle implements Style {
  @Override
  public String name() {
    return "callback";
  }

  // @start region="fetch"
  @Override
  public void fetch(URI server, int demand, Gauge gauge, Sender<Document> out)
      throws InterruptedException {
    try (CallbackClient client = CallbackClient.start(server)) {
      List<String> names =
          CallbackBridge.await(callback -> client.list(callback::success, callback::failure));
      Requests requests = new Requests(client, names, gauge);
      try (Receiver<Document> documents =
          CallbackBridge.open(to -> requests.begin(demand, to), demand)) {
        for (Document document : gauge.takenFrom(documents)) {
          requests.next(); // one for each that is taken, so that every answer finds room
          out.send(document);
        }
      }
    }
  }

  /** Requests files and emits what the callbacks bring. */
  private static final class Requests {
    private final CallbackClient client;
    private final Iterator<String> unrequested;
    private final AtomicInteger missing;
    private final Gauge gauge;
    private Emitter<Document> emitter;

    Requests(CallbackClient client, List<String> names, Gauge gauge) {
      this.client = client;
      this.unrequested = names.iterator();
      this.missing = new AtomicInteger(names.size());
      this.gauge = gauge;
    }

    AutoCloseable begin(int ahead, Emitter<Document> emitter) {
      this.emitter = emitter;
      if (missing.get() == 0) {
        emitter.end();
      }
      for (int i = 0; i < ahead; i++) {
        next();
      }
      return () -> {}; // what is under way is dropped with the client
    }

    void next() {
      if (unrequested.hasNext()) {
        client.fetch(unrequested.next(), this::arrive, emitter::fail);
      }
    }

    private void arrive(Document document) {
      gauge.handedOver();
      emitter.emit(document);
      if (missing.decrementAndGet() == 0) {
        emitter.end();
      }
    }
  }

  // @end

  // @start region="deliver"
  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    CompletableFuture<Void> end = new CompletableFuture<>();
    Listener<Row> listener =
        new Listener<>() {
          @Override
          public void onValue(Row row) {
            subscriber.accept(row);
          }

          @Override
          public void onFailure(Throwable failure) {
            end.completeExceptionally(failure);
          }

          @Override
          public void onEnd() {
            end.complete(null);
          }
        };
    BridgeOptions<Row> options =
        BridgeOptions.<Row>defaults().onLateError(end::completeExceptionally); // the subscriber's
    Handle run = CallbackBridge.publish(producer, listener, options);
    return end.whenComplete((nothing, failure) -> run.close());
  }
  // @end
}
