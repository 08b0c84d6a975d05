package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Receiver;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ResponsesTest {
  private final List<Integer> closed = new ArrayList<>();

  @Test
  void responsesThatNobodyTookAreClosed() throws InterruptedException {
    Flow.Publisher<Response> source = this::pushThree;

    Response taken;
    try (Receiver<Response> responses = Responses.open(source)) {
      taken = responses.receive();
    }

    assertThat(taken.number()).isEqualTo(1);
    assertThat(closed).containsExactly(2, 3);
  }

  private void pushThree(Flow.Subscriber<? super Response> subscriber) {
    subscriber.onSubscribe(new NoSubscription());
    for (int number = 1; number <= 3; number++) {
      subscriber.onNext(new Response(number, closed));
    }
  }

  private record Response(int number, List<Integer> closed) implements Closeable {
    @Override
    public void close() {
      closed.add(number);
    }
  }

  private record NoSubscription() implements Flow.Subscription {
    @Override
    public void request(long count) {}

    @Override
    public void cancel() {}
  }
}
