package dev.towpath.samples.patterns;

import dev.towpath.channel.DemandChannel;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TryReceive;
import java.util.function.Consumer;

/** A plain loop behind an old interface that calls a listener, but never before it has asked. */
final class RowCursor {
  // @start region="cursor"
  private final Consumer<String> listener;
  private final DemandChannel<String> rows =
      new DemandChannel<>("rows", this::callListener, unwanted -> {});

  RowCursor(Consumer<String> listener) {
    this.listener = listener;
  }

  /** For the loop, one thread: each send waits until the listener has asked for one more. */
  Sender<String> rows() {
    return rows.sender();
  }

  /** For the owner of the listener. */
  void ask(int more) {
    rows.request(more);
  }

  /** For the owner of the listener: no more calls; the loop's next send finds it closed. */
  void cancel() {
    rows.close();
  }

  private void callListener() { // on the sending thread, right after each send
    while (rows.tryReceive() instanceof TryReceive.Value<String>(String row)) {
      listener.accept(row);
    }
  }
  // @end
}
