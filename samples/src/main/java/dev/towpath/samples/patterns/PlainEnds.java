package dev.towpath.samples.patterns;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What plain Java holds many values in, as what {@code publish} takes, of any library. No adapter
 * does this: each is a loop that is shorter than the options it would need.
 */
final class PlainEnds {
  private PlainEnds() {}

  // @start region="ends"
  /** Walks it once for each subscriber. */
  static <T> Producer<T> of(Iterable<T> values) {
    return out -> {
      for (T value : values) {
        out.send(value);
      }
    };
  }

  /** A stream can be used once, so each subscriber gets its own; a cancel closes it too. */
  static <T> Producer<T> of(Supplier<Stream<T>> values) {
    return out -> {
      try (Stream<T> stream = values.get()) {
        for (T value : (Iterable<T>) stream::iterator) {
          out.send(value);
        }
      }
    };
  }

  /** A queue has no end, so {@code last} says it. What a cancel leaves in hand is told. */
  static <T> Producer<T> of(BlockingQueue<T> queue, T last, Consumer<T> unsent) {
    return out -> {
      for (T value = queue.take(); value != last; value = queue.take()) {
        boolean sent = false;
        try {
          out.send(value);
          sent = true;
        } finally {
          if (!sent) {
            unsent.accept(value);
          }
        }
      }
    };
  }

  /** Chunks, each as soon as a byte of it is there. */
  static Producer<ByteBuffer> of(InputStream in) {
    return out -> {
      try (in) {
        byte[] chunk = new byte[16 * 1024];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
          out.send(ByteBuffer.wrap(Arrays.copyOf(chunk, count)));
        }
      }
    };
  }

  /** The other way: for code that takes from a queue. It waits while that is full. */
  static <T> void fill(BlockingQueue<T> queue, T last, Receiver<T> values)
      throws InterruptedException {
    try (values) {
      for (T value : values) {
        queue.put(value);
      }
    }
    queue.put(last);
  }
  // @end
}
