package dev.towpath.vertx;

import io.vertx.core.streams.ReadStream;
import java.lang.System.Logger.Level;

/**
 * What becomes of a stream whose receiver was closed before its end. A {@link ReadStream} cannot be
 * cancelled, so this must be chosen: {@link #pause}, {@link #drain}, or code of your own that lets
 * go of what is behind the stream, such as {@code stream -> request.reset()}.
 */
@FunctionalInterface
public interface OnStop {
  /**
   * Stops the stream. Called once, on the stream's context, never after its end. What it throws
   * goes to {@code onLateError}.
   *
   * @param stream the stream that was opened, paused
   */
  void stop(ReadStream<?> stream);

  /**
   * Leaves the stream paused, for whoever comes next; logged at level DEBUG to the logger {@code
   * dev.towpath}, since until then its connection or file stays open.
   */
  static OnStop pause() {
    return stream ->
        System.getLogger("dev.towpath")
            .log(Level.DEBUG, "closed before its end, and left paused: {0}", stream);
  }

  /**
   * Lets the rest come and hands it to {@code onUndelivered}. Not for a stream that never ends: it
   * would never stop.
   */
  static OnStop drain() {
    return ReadStream::resume;
  }
}
