package dev.towpath.samples.patterns;

import dev.towpath.channel.Sender;
import dev.towpath.channel.TrySend;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Writes to a channel on an event loop, which must never wait. */
final class LoopWriter<T> {
  private final Queue<T> values;
  private final Executor eventLoop;
  private final Sender<T> out;

  LoopWriter(Queue<T> values, Executor eventLoop, Sender<T> out) {
    this.values = values;
    this.eventLoop = eventLoop;
    this.out = out;
  }

  // @start region="write"
  /** Sends what there is room for, then lets the loop go and comes back when there is more. */
  void write() {
    while (!values.isEmpty()) {
      TrySend answer = out.trySend(values.peek());
      if (answer == TrySend.FULL) {
        out.whenWritable(() -> eventLoop.execute(this::write));
        return;
      }
      if (answer == TrySend.CLOSED) {
        return;
      }
      values.remove();
    }
    out.close();
  }
  // @end
}
