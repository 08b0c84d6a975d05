package dev.towpath.samples.crossing;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.rxjava3.RxBridge;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** RxJava: a single of the names, a flowable of the files in, a flowable of the rows out. */
final class RxStyle implements Style {
  @Override
  public String name() {
    return "rx";
  }

  // @start region="fetch"
  @Override
  public void fetch(URI server, int demand, Gauge gauge, Sender<Document> out)
      throws InterruptedException {
    try (FileClient client = new FileClient(server)) {
      List<String> names = RxBridge.await(Single.fromCompletionStage(client.list()));
      Flowable<Document> flowable =
          Flowable.fromIterable(names)
              .concatMapEager(name -> requested(client, name), demand, 1)
              .doOnNext(document -> gauge.handedOver());
      try (Receiver<Document> documents = RxBridge.open(flowable, demand)) {
        for (Document document : gauge.takenFrom(documents)) {
          out.send(document);
        }
      }
    }
  }

  private static Flowable<Document> requested(FileClient client, String name) {
    return Single.fromCompletionStage(client.fetch(name)).toFlowable();
  }

  // @end

  // @start region="deliver"
  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    Flowable<Row> rows = RxBridge.publish(producer);
    return rows.doOnNext(subscriber::accept).ignoreElements().toCompletionStage(null);
  }
  // @end
}
