package dev.towpath.jdk;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a channel of buffers, one at a time. */
final class ChannelInput extends InputStream {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Receiver<ByteBuffer> from;
  private ByteBuffer current = NOTHING; // of the one thread that reads
  private volatile boolean closed;

  ChannelInput(Receiver<ByteBuffer> from) {
    this.from = Objects.requireNonNull(from, "receiver is null");
  }

  @Override
  public int read() throws IOException {
    ByteBuffer buffer = notEmpty();
    return buffer == null ? -1 : buffer.get() & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    ByteBuffer buffer = notEmpty();
    if (buffer == null) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return closed ? 0 : current.remaining();
  }

  @Override
  public void close() {
    closed = true;
    from.close();
  }

  /** Waits for a byte; null at the end. */
  private @Nullable ByteBuffer notEmpty() throws IOException {
    checkOpen();
    while (!current.hasRemaining()) {
      if (next() instanceof TryReceive.Value<ByteBuffer>(ByteBuffer buffer)) {
        current = buffer.slice(); // what its sender does with the position is its own affair
      } else {
        checkOpen(); // closed while we waited
        return null;
      }
    }
    return current;
  }

  private TryReceive<ByteBuffer> next() throws IOException {
    try {
      TryReceive<ByteBuffer> answer = from.receive(FutureWait.FOREVER);
      if (answer instanceof TryReceive.Closed<ByteBuffer>(Throwable cause) && cause != null) {
        throw new IOException("the writer has failed: " + cause, cause);
      }
      return answer;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting to read");
    }
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("read on a closed stream: " + from);
    }
  }
}
