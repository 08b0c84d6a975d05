package dev.towpath.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.SubscriberPuppet;
import org.reactivestreams.tck.SubscriberWhiteboxVerification.WhiteboxSubscriberProbe;
import org.reactivestreams.tck.flow.FlowSubscriberWhiteboxVerification;

/**
 * The Reactive Streams TCK over the subscriber behind {@code open}, with a look inside: a request
 * of the puppet is a receive, its cancel is the receiver's close.
 */
public class FlowSubscriberWhiteboxTckTest extends FlowSubscriberWhiteboxVerification<Long> {
  private static final int DEMAND = 1; // so that each receive is a request

  private final List<OpenedSubscriber> opened = new ArrayList<>(); // not to be found abandoned

  public FlowSubscriberWhiteboxTckTest() {
    super(Tck.environment());
  }

  @Override
  protected Flow.Subscriber<Long> createFlowSubscriber(WhiteboxSubscriberProbe<Long> probe) {
    OpenedSubscriber subscriber = OpenedSubscriber.open(DEMAND);
    opened.add(subscriber);
    return new Probed(subscriber, probe);
  }

  @Override
  public Long createElement(int element) {
    return (long) element;
  }

  /** Passes each signal on, then tells the probe. */
  private record Probed(OpenedSubscriber opened, WhiteboxSubscriberProbe<Long> probe)
      implements Flow.Subscriber<Long>, SubscriberPuppet {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      opened.subscriber().onSubscribe(subscription);
      probe.registerOnSubscribe(this);
    }

    @Override
    public void onNext(Long value) {
      opened.subscriber().onNext(value);
      probe.registerOnNext(value);
    }

    @Override
    public void onError(Throwable failure) {
      opened.subscriber().onError(failure);
      probe.registerOnError(failure);
    }

    @Override
    public void onComplete() {
      opened.subscriber().onComplete();
      probe.registerOnComplete();
    }

    @Override
    public void triggerRequest(long elements) {
      for (long i = 0; i < elements; i++) {
        opened.takeOne();
      }
    }

    @Override
    public void signalCancel() {
      opened.receiver().close();
    }
  }
}
