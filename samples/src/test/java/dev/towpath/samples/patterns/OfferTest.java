package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import org.junit.jupiter.api.Test;

class OfferTest {
  @Test
  void hasBothAnswers() throws InterruptedException {
    assertThat(Offer.of(() -> 5, () -> 7)).isEqualTo(new Offer(5, 7));
  }

  @Test
  void asksBothAtTheSameTime() throws InterruptedException {
    Channel<Integer> between = Channel.rendezvous();

    Offer offer = Offer.of(() -> between.receiver().receive(), () -> send(between, 7));

    assertThat(offer).isEqualTo(new Offer(7, 7));
  }

  @Test
  void aFailureInterruptsTheOtherQuestion() {
    RuntimeException failure = new IllegalStateException("no such tea");

    assertThatThrownBy(() ->
            Offer.of(
                () -> {
                  throw failure;
                },
                () -> Channel.<Integer>never().receiver().receive()))
        .isSameAs(failure);
  }

  private static int send(Channel<Integer> to, int value) throws InterruptedException {
    to.sender().send(value);
    return value;
  }
}
