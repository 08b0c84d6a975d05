package dev.towpath.vertx;

import io.vertx.core.streams.ReadStream;

/**
 * What {@code publish} gives: a {@link ReadStream} that can be told to stop, which Vert.x has no
 * word for.
 *
 * <p>The producer starts with the first handler, which may be set late. While the stream is paused
 * its values and its end wait. After the values comes one end: the {@code endHandler}, or the
 * {@code exceptionHandler} alone if the producer failed. All of them are called on the stream's
 * context, one after the other; one that throws closes the stream.
 *
 * <p>While it flows nobody needs to hold it. One that was started and is dropped while it is
 * paused, has no demand left or no handler, is reported at level WARNING to the logger {@code
 * dev.towpath}, and closed (C15): with the trace of its start if the system property {@code
 * dev.towpath.traceAbandoned} is true. One that its own handlers refer to cannot be found so.
 *
 * @param <T> the type of the values
 */
public interface PublishedStream<T> extends ReadStream<T>, AutoCloseable {
  /**
   * Interrupts the producer and calls no handler any more; what was sent and not handled goes to
   * {@code onUndelivered}. Does nothing after the end or the second time. Never waits. To set the
   * handler to null, in contrast, only holds the values back.
   */
  @Override
  void close();
}
