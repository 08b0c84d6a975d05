package dev.towpath.samples.crossing;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** The bytes of buffers that are still to come; a read waits for the next of them. */
final class BufferStream extends InputStream {
  private final Iterator<List<ByteBuffer>> arriving;
  private Iterator<ByteBuffer> arrived = List.<ByteBuffer>of().iterator();
  private ByteBuffer current = ByteBuffer.allocate(0);

  BufferStream(Iterable<List<ByteBuffer>> buffers) {
    this.arriving = buffers.iterator();
  }

  @Override
  public int read() {
    return advance() ? Byte.toUnsignedInt(current.get()) : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = Math.min(length, current.remaining());
    current.get(target, offset, count);
    return count;
  }

  /** Goes to the next byte; false if there is none. */
  private boolean advance() {
    while (!current.hasRemaining()) {
      if (arrived.hasNext()) {
        current = arrived.next();
      } else if (arriving.hasNext()) {
        arrived = arriving.next().iterator();
      } else {
        return false;
      }
    }
    return true;
  }
}
