package dev.towpath.samples.crossing;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.reactor.ReactorBridge;
import java.net.URI;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reactor: a flux of the files in, a flux of the rows out. */
final class FluxStyle implements Style {
  @Override
  public String name() {
    return "flux";
  }

  // @start region="fetch"
  @Override
  public void fetch(URI server, int demand, Gauge gauge, Sender<Document> out)
      throws InterruptedException {
    try (FileClient client = new FileClient(server)) {
      Flux<Document> flux =
          Mono.fromFuture(client::list)
              .flatMapIterable(names -> names)
              .flatMapSequential(name -> Mono.fromFuture(() -> client.fetch(name)), demand)
              .doOnNext(document -> gauge.handedOver());
      try (Receiver<Document> documents = ReactorBridge.open(flux, demand)) {
        for (Document document : gauge.takenFrom(documents)) {
          out.send(document);
        }
      }
    }
  }

  // @end

  // @start region="deliver"
  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    Flux<Row> rows = ReactorBridge.publish(producer);
    return rows.doOnNext(subscriber).then().toFuture();
  }
  // @end
}
