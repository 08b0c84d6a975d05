package dev.towpath.jdk;

import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Sender;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;

/** Writes to a channel of buffers. */
final class ChannelOutput extends OutputStream {
  private static final int LARGEST = 16 * 1024;

  private final Sender<ByteBuffer> to;
  private volatile boolean closed;

  ChannelOutput(Sender<ByteBuffer> to) {
    this.to = Objects.requireNonNull(to, "sender is null");
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, source.length);
    if (closed) {
      throw new IOException("write on a closed stream: " + to);
    }
    int end = offset + length;
    for (int from = offset; from < end; from += LARGEST) {
      byte[] copy = Arrays.copyOfRange(source, from, Math.min(end, from + LARGEST));
      send(ByteBuffer.wrap(copy), from - offset);
    }
  }

  @Override
  public void close() {
    closed = true;
    to.close();
  }

  private void send(ByteBuffer buffer, int sentBefore) throws IOException {
    try {
      to.send(buffer);
    } catch (ChannelClosedException e) {
      throw new IOException(closed ? "closed while writing: " + to : "closed by reader: " + to, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("interrupted while waiting to write");
      interrupted.bytesTransferred = sentBefore;
      throw interrupted;
    }
  }
}
