package dev.towpath.testkit;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.flow.FlowBridge;
import java.util.concurrent.Flow;

/** The subscriber behind {@code open}, and the receiver that it feeds. */
record OpenedSubscriber(Flow.Subscriber<Long> subscriber, Receiver<Long> receiver) {
  static OpenedSubscriber open(int demand) {
    Capturing source = new Capturing();
    Receiver<Long> receiver = FlowBridge.open(source, demand);
    return new OpenedSubscriber(source.subscriber, receiver);
  }

  /** Takes one value, so that its place becomes demand, if one is there. */
  void takeOne() {
    if (receiver.tryReceive() instanceof TryReceive.Empty<Long>) {
      receiver.whenReadable(receiver::tryReceive);
    }
  }

  private static final class Capturing implements Flow.Publisher<Long> {
    private Flow.Subscriber<Long> subscriber;

    @Override
    @SuppressWarnings("unchecked") // it takes what we give
    public void subscribe(Flow.Subscriber<? super Long> subscriber) {
      this.subscriber = (Flow.Subscriber<Long>) subscriber;
    }
  }
}
