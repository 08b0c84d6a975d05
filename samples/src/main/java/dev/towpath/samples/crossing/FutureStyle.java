package dev.towpath.samples.crossing;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.flow.FlowBridge;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A future for each file, and completion handlers that send into a channel. */
final class FutureStyle implements Style {
  @Override
  public String name() {
    return "future";
  }

  @Override
  public void fetch(FileClient client, int demand, Gauge gauge, Sender<Document> out)
      throws InterruptedException {
    try (Receiver<Document> documents = new Fetching(client, demand, gauge).start()) {
      for (Document document : gauge.takenFrom(documents)) {
        out.send(document);
      }
    }
  }

  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    return FlowDelivery.of(FlowBridge.publish(producer), subscriber);
  }

  /**
   * Requests one file for each free place of the channel, so that a handler always finds room and
   * no thread of the HTTP client ever waits.
   */
  private static final class Fetching {
    private final FileClient client;
    private final int demand;
    private final Gauge gauge;
    private final Channel<Document> documents;
    private final Queue<String> unrequested = new ConcurrentLinkedQueue<>();
    private final AtomicInteger missing = new AtomicInteger();

    Fetching(FileClient client, int demand, Gauge gauge) {
      this.client = client;
      this.demand = demand;
      this.gauge = gauge;
      this.documents =
          Channel.<Document>builder()
              .name("future")
              .capacity(demand)
              .onTaken(this::request)
              .onStop(unrequested::clear)
              .build();
    }

    Receiver<Document> start() {
      client.list().thenAccept(this::begin).exceptionally(this::fail);
      return documents.receiver();
    }

    private void begin(List<String> names) {
      if (names.isEmpty()) {
        documents.sender().close();
        return;
      }
      missing.set(names.size());
      unrequested.addAll(names);
      request(demand);
    }

    private void request(int places) {
      for (int i = 0; i < places; i++) {
        String name = unrequested.poll();
        if (name == null) {
          return;
        }
        client.fetch(name).thenAccept(this::arrive).exceptionally(this::fail);
      }
    }

    private void arrive(Document document) {
      gauge.handedOver();
      documents.sender().trySend(document); // finds room, or a loop that wants no more
      if (missing.decrementAndGet() == 0) {
        documents.sender().close();
      }
    }

    private Void fail(Throwable failure) {
      unrequested.clear();
      documents.sender().fail(failure);
      return null;
    }
  }
}
