package dev.towpath.reactor;

import java.io.IOException;
import org.reactivestreams.Publisher;
import org.reactivestreams.tck.PublisherVerification;
import org.reactivestreams.tck.TestEnvironment;

/** The Reactive Streams TCK over the Flux of {@code publish}. */
public class ReactorPublisherTckTest extends PublisherVerification<Long> {
  private static final long SIGNALS = 500;
  private static final long NO_SIGNALS = 200;

  /** All at once: the TCK gives up an error after the first poll, whatever its time-out. */
  private static final long POLLS = SIGNALS;

  private static final long COLLECTIONS = 1_000;

  public ReactorPublisherTckTest() {
    super(new TestEnvironment(SIGNALS, NO_SIGNALS, POLLS, false), COLLECTIONS);
  }

  @Override
  public Publisher<Long> createPublisher(long elements) {
    return ReactorBridge.publish(out -> {
      for (long i = 0; i < elements; i++) {
        out.send(i);
      }
    });
  }

  @Override
  public Publisher<Long> createFailedPublisher() {
    return ReactorBridge.publish(out -> {
      throw new IOException("failed from the start");
    });
  }
}
