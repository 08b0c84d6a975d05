package dev.towpath.samples.crossing;

import dev.towpath.channel.Sender;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;

/** A body that is written as a stream and sent in buffers; a write waits until one is wanted. */
final class BodyOutput extends OutputStream {
  private final Sender<Buffer> buffers;

  BodyOutput(Sender<Buffer> buffers) {
    this.buffers = buffers;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one});
  }

  @Override
  public void write(byte[] source, int offset, int length) throws IOException {
    try {
      buffers.send(Buffer.buffer(length).appendBytes(source, offset, length));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the client was not reading");
    }
  }
}
