package dev.towpath.samples.patterns;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Flow;

/** Values that hold a resource: the loop closes those that it gets, the bridge all others. */
final class Responses {
  private Responses() {}

  // @start region="open"
  static <R extends Closeable> Receiver<R> open(Flow.Publisher<R> responses) {
    return FlowBridge.open(
        responses,
        16,
        BridgeOptions.<R>defaults().name("responses").onUndelivered(Responses::close));
  }

  private static void close(Closeable unwanted) {
    try {
      unwanted.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
  // @end
}
