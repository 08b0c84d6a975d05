package dev.towpath.channel;

/**
 * Code that sends values and may throw: the body of a {@code publish}. Returning ends the stream,
 * throwing fails it.
 *
 * @param <T> the type of the values
 */
@FunctionalInterface
public interface Producer<T> {
  /**
   * Sends any number of values. Runs on a virtual thread of its own, which is interrupted when
   * nobody wants more.
   *
   * @param out where to send; closed by the caller of this method, not by the producer
   * @throws Exception the failure of the stream
   */
  void produce(Sender<T> out) throws Exception;
}
