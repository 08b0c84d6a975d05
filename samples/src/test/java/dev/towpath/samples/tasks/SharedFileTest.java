package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.scope.BoundedExecutor;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SharedFileTest {
  private static final byte[] LINE = "tea\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void aCancelledWriterDoesNotCloseTheFileForTheOthers() throws Exception {
    Path path = folder.resolve("shared");
    SynchronousQueue<byte[]> lines = new SynchronousQueue<>();
    CountDownLatch stop = new CountDownLatch(1);

    try (SharedFile file = new SharedFile(path)) {
      Future<Integer> cancelled =
          file.write(() -> {
            stop.await();
            return null;
          });
      Future<Integer> other = file.write(lines::take);
      lines.put(LINE);
      assertThat(cancelled.cancel(true)).isTrue();
      lines.put(LINE);
      stop.countDown();
      Thread closing = Thread.startVirtualThread(() -> offerUntilDone(lines, other));

      file.close();

      closing.join();
      assertThat(other.get()).isGreaterThanOrEqualTo(2 * LINE.length);
      assertThat(Files.size(path)).isEqualTo((long) other.get());
    }
  }

  /** The writer looks whether it is to stop after each line, so it needs one more. */
  private static void offerUntilDone(SynchronousQueue<byte[]> lines, Future<?> writer) {
    while (!writer.isDone()) {
      lines.offer(LINE);
      Thread.yield();
    }
  }

  @Test
  void withAnInterruptItWould() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (FileChannel channel =
            FileChannel.open(
                folder.resolve("closed"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        BoundedExecutor writers = BoundedExecutor.of(4, 16)) {
      Future<?> cancelled =
          writers.submit(() -> {
            begun.countDown();
            while (true) {
              channel.write(ByteBuffer.wrap(LINE));
            }
          });
      begun.await();

      cancelled.cancel(true);
      writers.close();

      assertThat(channel.isOpen()).isFalse();
      assertThatThrownBy(() -> channel.write(ByteBuffer.wrap(LINE)))
          .isInstanceOf(java.nio.channels.ClosedChannelException.class)
          .isNotInstanceOf(ClosedByInterruptException.class);
    }
  }
}
