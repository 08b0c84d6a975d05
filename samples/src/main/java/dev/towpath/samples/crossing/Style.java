package dev.towpath.samples.crossing;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Legacy code in one style, and how plain loops take from it and give to it. */
public interface Style {
  /** Returns all there are. */
  static List<Style> all() {
    return List.of(
        new CallbackStyle(),
        new FutureStyle(),
        new FlowStyle(),
        new FluxStyle(),
        new RxStyle(),
        new VertxStyle());
  }

  /** Returns what users call it. */
  String name();

  /**
   * Fetches all files in this style and passes them on, in the order of the list, in a plain loop
   * on the calling virtual thread, which waits. Nothing is under way any more when this returns or
   * throws.
   *
   * @param server the address of a {@link FileServer}
   * @param demand how many values the legacy code may be ahead of the loop
   * @param gauge measures how many it is
   * @param out where the loop sends the files
   * @throws Exception the failure of the legacy code
   */
  void fetch(URI server, int demand, Gauge gauge, Sender<Document> out) throws Exception;

  /**
   * Runs a plain producer for a subscriber of this style.
   *
   * @param producer sends the rows; never faster than the subscriber takes them
   * @param subscriber told of each row, one at a time
   * @return completes when the subscriber has been told the end, with the producer's failure if any
   */
  CompletionStage<Void> deliver(Producer<Row> producer, Consumer<Row> subscriber);
}
