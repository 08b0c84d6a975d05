package dev.towpath.samples.crossing;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.flow.FlowBridge;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** One long body that a publisher pushes in buffers, read as the stream of bytes that it is. */
final class FlowStyle implements Style {
  @Override
  public String name() {
    return "flow";
  }

  @Override
  public void fetch(FileClient client, int demand, Gauge gauge, Sender<Document> out)
      throws Exception {
    Flow.Publisher<List<ByteBuffer>> body = new CountedPublisher<>(client.fetchAll().get(), gauge);
    try (Receiver<List<ByteBuffer>> buffers = FlowBridge.open(body, demand)) {
      InputStream bytes = new BufferStream(gauge.takenFrom(buffers));
      unzip(new ZipInputStream(bytes), out);
      bytes.transferTo(OutputStream.nullOutputStream()); // the table of contents at the end
    }
  }

  @Override
  public CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber) {
    return FlowDelivery.of(FlowBridge.publish(producer), subscriber);
  }

  private static void unzip(ZipInputStream zip, Sender<Document> out) throws Exception {
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      out.send(new Document(entry.getName(), zip.readAllBytes()));
    }
  }
}
