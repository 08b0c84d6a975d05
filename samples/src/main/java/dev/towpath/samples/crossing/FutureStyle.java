package dev.towpath.samples.crossing;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.scope.Scope;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** A future for each file, of which the loop keeps some running; a future of the whole delivery. */
final class FutureStyle implements Style {
  @Override
  public String name() {
    return "future";
  }

  // @start region="fetch"
  @Override
  public void fetch(URI server, int demand, Gauge gauge, Sender<Document> out)
      throws InterruptedException {
    try (FileClient client = new FileClient(server)) {
      Iterator<String> names = FutureBridge.awaitOwned(client.list()).iterator();
      Queue<CompletableFuture<Document>> running = new ArrayDeque<>();
      while (running.size() < demand && names.hasNext()) {
        running.add(request(client, names.next(), gauge));
      }
      while (!running.isEmpty()) {
        gauge.taken();
        Document document = FutureBridge.awaitOwned(running.remove());
        if (names.hasNext()) {
          running.add(request(client, names.next(), gauge));
        }
        out.send(document);
      }
    }
  }

  private static CompletableFuture<Document> request(FileClient client, String name, Gauge gauge) {
    return client.fetch(name).whenComplete((document, failure) -> gauge.handedOver());
  }

  // @end

  // @start region="deliver"
  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    return FutureBridge.call(() -> {
      Channel<Row> rows = Channel.rendezvous();
      try (Scope scope = Scope.open("future")) {
        scope.fork(() -> Job.feed(rows.sender(), producer));
        rows.receiver().forEach(subscriber);
      }
      return null;
    });
  }
  // @end
}
