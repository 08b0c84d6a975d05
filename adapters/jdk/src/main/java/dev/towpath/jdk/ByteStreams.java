package dev.towpath.jdk;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The ends of a channel of bytes as the streams that blocking code wants: for bodies that come from
 * a publisher or go to one.
 *
 * <p>
 *
 * {@snippet :
 * var upload = BodyPublishers.fromPublisher(FlowBridge.publish(out -> {
 *   try (OutputStream to = new BufferedOutputStream(ByteStreams.writing(out))) {
 *     report.writeTo(to);                         // waits while the network is slow
 *   }
 * }));
 * }
 *
 * <p>Both streams wait like the end they stand on. An interrupt throws {@link
 * java.io.InterruptedIOException} and leaves the flag set.
 */
public final class ByteStreams {
  private ByteStreams() {}

  /**
   * Returns a stream of the bytes that come out of a channel. A read returns as soon as one byte is
   * there, with what is left of its buffer; -1 after the last. One thread may read at a time, any
   * may close.
   *
   * @param from where the buffers come from; closing the stream closes it. A failure of the channel
   *     is the cause of an {@code IOException}, after the data
   */
  public static InputStream reading(Receiver<ByteBuffer> from) {
    return new ChannelInput(from);
  }

  /**
   * Returns a stream that sends what is written, at once and copied, in buffers of 16 KiB at most;
   * put a {@code BufferedOutputStream} around it for small writes. With a capacity of 16 the
   * channel holds 256 KiB. One thread may write at a time, any may close.
   *
   * @param to where the buffers go; closing the stream closes it. When the reader has closed its
   *     end, a write throws an {@code IOException}
   */
  public static OutputStream writing(Sender<ByteBuffer> to) {
    return new ChannelOutput(to);
  }
}
