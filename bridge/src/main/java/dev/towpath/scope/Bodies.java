package dev.towpath.scope;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Sender;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What is forked, as bodies of tasks. */
final class Bodies {
  private Bodies() {}

  static Callable<@Nullable Void> of(Action body) {
    Objects.requireNonNull(body, "task body is null");
    return () -> {
      body.run();
      return null;
    };
  }

  /** A body that feeds a channel, and ends it in any case. */
  static <V> Callable<@Nullable Void> feeding(Sender<V> out, Producer<V> producer) {
    Objects.requireNonNull(out, "sender is null");
    Objects.requireNonNull(producer, "producer is null");
    return of(() -> {
      try {
        producer.produce(out);
      } catch (Throwable t) {
        out.fail(t);
        throw t;
      }
      out.close();
    });
  }
}
