package dev.towpath.testkit;

import dev.towpath.flow.FlowBridge;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/** The Reactive Streams TCK over what {@code publish} returns. */
public class FlowPublisherTckTest extends FlowPublisherVerification<Long> {
  public FlowPublisherTckTest() {
    super(Tck.environment(), Tck.GC_MILLIS);
  }

  @Override
  public Flow.Publisher<Long> createFlowPublisher(long elements) {
    return FlowBridge.publish(out -> {
      for (long i = 0; i < elements; i++) {
        out.send(i);
      }
    });
  }

  @Override
  public Flow.Publisher<Long> createFailedFlowPublisher() {
    return FlowBridge.publish(out -> {
      throw new IllegalStateException("failed, as the TCK wants it");
    });
  }
}
