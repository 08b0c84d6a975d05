package dev.towpath.samples.crossing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Files in memory, one of which may never come; knows how many are being read. */
final class TestArchive implements Archive {
  private static final int NONE = -1;

  private final int files;
  private final int size;
  private final int stuck;
  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch reached = new CountDownLatch(1);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicLong bytesRead = new AtomicLong();
  private final AtomicInteger closed = new AtomicInteger();

  private TestArchive(int files, int size, int stuck) {
    this.files = files;
    this.size = size;
    this.stuck = stuck;
  }

  /** Sizes grow from 0 in the steps given, so that there are some of no, one and many buffers. */
  static TestArchive of(int files, int step) {
    return new TestArchive(files, step, NONE);
  }

  /** Of one file the server reads half, and then waits until it is interrupted. */
  static TestArchive stuckAt(int stuck, int files, int step) {
    return new TestArchive(files, step, stuck);
  }

  byte[] bytes(String name) {
    byte[] bytes = new byte[(int) size(name)];
    Arrays.fill(bytes, (byte) name.hashCode());
    return bytes;
  }

  int opened() {
    return opened.get();
  }

  /** Returns how many bytes were read so far. */
  long read() {
    return bytesRead.get();
  }

  /** Returns how many there are in all files. */
  long total() {
    return names().stream().mapToLong(this::size).sum();
  }

  int beingRead() {
    return opened.get() - closed.get();
  }

  void awaitStuck() throws InterruptedException {
    reached.await();
  }

  @Override
  public List<String> names() {
    return IntStream.range(0, files).mapToObj(i -> "file " + i + " & 100%").toList();
  }

  @Override
  public long size(String name) {
    return (long) index(name) * size;
  }

  @Override
  public InputStream open(String name) {
    opened.incrementAndGet();
    byte[] bytes = bytes(name);
    return index(name) == stuck
        ? new Counted(new ByteArrayInputStream(bytes, 0, bytes.length / 2), true)
        : new Counted(new ByteArrayInputStream(bytes), false);
  }

  private static int index(String name) {
    return Integer.parseInt(name.split(" ")[1]);
  }

  private final class Counted extends InputStream {
    private final InputStream source;
    private final boolean endless;

    Counted(InputStream source, boolean endless) {
      this.source = source;
      this.endless = endless;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = source.read(target, offset, length);
      if (count < 0 && endless) {
        waitForever();
      }
      bytesRead.addAndGet(Math.max(count, 0));
      return count;
    }

    private void waitForever() throws IOException {
      reached.countDown();
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while the disk was silent");
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
