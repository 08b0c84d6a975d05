package dev.towpath.samples.crossing;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.flow.FlowBridge;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** One long body that a publisher pushes in buffers, read as the stream of bytes that it is. */
final class FlowStyle implements Style {
  @Override
  public String name() {
    return "flow";
  }

  // @start region="fetch"
  @Override
  public void fetch(URI server, int demand, Gauge gauge, Sender<Document> out) throws Exception {
    try (FileClient client = new FileClient(server)) {
      Flow.Publisher<List<ByteBuffer>> body =
          new CountedPublisher<>(client.fetchAll().get(), gauge);
      try (Receiver<List<ByteBuffer>> buffers = FlowBridge.open(body, demand)) {
        ZipBody.unzip(new BufferStream(gauge.takenFrom(buffers)), out);
      }
    }
  }

  // @end

  // @start region="deliver"
  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    return FlowDelivery.of(FlowBridge.publish(producer), subscriber);
  }
  // @end
}
