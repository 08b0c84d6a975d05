package dev.towpath.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.flow.FlowSubscriberBlackboxVerification;

/** The Reactive Streams TCK over the subscriber behind {@code open}, from outside. */
public class FlowSubscriberBlackboxTckTest extends FlowSubscriberBlackboxVerification<Long> {
  private final List<OpenedSubscriber> opened = new ArrayList<>(); // not to be found abandoned

  public FlowSubscriberBlackboxTckTest() {
    super(Tck.environment());
  }

  @Override
  public Flow.Subscriber<Long> createFlowSubscriber() {
    OpenedSubscriber subscriber = OpenedSubscriber.open(4);
    opened.add(subscriber);
    return subscriber.subscriber();
  }

  @Override
  public Long createElement(int element) {
    return (long) element;
  }
}
