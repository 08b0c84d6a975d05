package dev.towpath.samples.tasks;

import dev.towpath.scope.BoundedExecutor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

/**
 * A file that several tasks write to. An interrupt in the middle of a write would close the channel
 * for all of them, so nobody here is interrupted: a cancelled task has no readers of its result any
 * more, and one that is to stop looks between two writes.
 */
final class SharedFile implements AutoCloseable {
  private final FileChannel channel;
  private final BoundedExecutor writers;

  // @start region="without"
  SharedFile(Path path) throws IOException {
    channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    writers = BoundedExecutor.builder(4, 16).name("writers").withoutInterrupt().build();
  }

  /** Writes lines until there are no more, or it is told to stop. */
  Future<Integer> write(Callable<byte[]> lines) {
    return writers.submit(() -> {
      int written = 0;
      byte[] line = lines.call();
      while (line != null) { // what was taken is written, also when told to stop meanwhile
        written += channel.write(ByteBuffer.wrap(line));
        line = writers.isShutdown() ? null : lines.call();
      }
      return written;
    });
  }

  /** Tells the writers to stop, and closes the file when they have. */
  @Override
  public void close() throws IOException {
    writers.close();
    channel.close();
  }

  // @end

}
