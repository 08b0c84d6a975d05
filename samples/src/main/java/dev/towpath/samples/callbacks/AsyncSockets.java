package dev.towpath.samples.callbacks;

import dev.towpath.jdk.CallbackBridge;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;

/** The JDK's asynchronous sockets: completion handlers, and a cancel that closes the socket. */
public final class AsyncSockets {
  private AsyncSockets() {}

  /** Connects; an interrupt closes the channel. */
  // @start region="await"
  public static void connect(AsynchronousSocketChannel channel, SocketAddress address)
      throws InterruptedException {
    CallbackBridge.<Void>await(callback -> {
      callback.onStop(channel::close);
      channel.connect(address, null, callback.asCompletionHandler());
    });
  }

  /** Reads what is there, at least one byte; -1 at the end. An interrupt closes the channel. */
  public static int read(AsynchronousSocketChannel channel, ByteBuffer buffer)
      throws InterruptedException {
    return CallbackBridge.<Integer>await(callback -> {
      callback.onStop(channel::close);
      channel.read(buffer, null, callback.asCompletionHandler());
    });
  }

  /** Writes all of the buffer; an interrupt closes the channel. */
  public static void write(AsynchronousSocketChannel channel, ByteBuffer buffer)
      throws InterruptedException {
    while (buffer.hasRemaining()) {
      CallbackBridge.<Integer>await(callback -> {
        callback.onStop(channel::close);
        channel.write(buffer, null, callback.asCompletionHandler());
      });
    }
  }
  // @end
}
