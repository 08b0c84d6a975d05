package dev.towpath.samples.patterns;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Reads a channel on an event loop, which must never wait. */
final class LoopReader<T> {
  private final Receiver<T> values;
  private final Executor eventLoop;
  private final Consumer<T> handler;

  LoopReader(Receiver<T> values, Executor eventLoop, Consumer<T> handler) {
    this.values = values;
    this.eventLoop = eventLoop;
    this.handler = handler;
  }

  // @start region="read"
  /** Handles what is there, then lets the loop go and comes back when there is more. */
  void read() {
    TryReceive<T> answer = values.tryReceive();
    while (answer instanceof TryReceive.Value<T>(T value)) {
      handler.accept(value);
      answer = values.tryReceive();
    }
    if (answer instanceof TryReceive.Empty) {
      values.whenReadable(() -> eventLoop.execute(this::read));
    }
  }
  // @end
}
