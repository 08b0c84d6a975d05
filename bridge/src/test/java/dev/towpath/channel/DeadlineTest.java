package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DeadlineTest {
  private static final Duration DAY = Duration.ofDays(1);

  @Test
  void whatIsLeftOnlyShrinks() {
    Deadline deadline = Deadline.in(DAY);

    Duration first = deadline.remaining();
    Duration second = deadline.remaining();

    assertThat(first).isPositive().isLessThanOrEqualTo(DAY);
    assertThat(second).isPositive().isLessThanOrEqualTo(first);
    assertThat(deadline.isOver()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "P-400000D"})
  void oneWithoutTimeIsOverAtOnce(Duration limit) {
    Deadline deadline = Deadline.in(limit);

    assertThat(deadline.isOver()).isTrue();
    assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
    assertThat(deadline).hasToString("deadline in PT0S");
  }

  @Test
  void itIsOverInTheEndAndStaysSo() {
    Deadline deadline = Deadline.in(Duration.ofNanos(1));

    while (!deadline.isOver()) {
      Thread.onSpinWait();
    }

    assertThat(deadline.isOver()).isTrue();
    assertThat(deadline.remaining()).isEqualTo(Duration.ZERO);
  }

  @Test
  void anInstantIsAsFarAsTheClockSays() {
    Deadline tomorrow = Deadline.at(Instant.now().plus(DAY));

    assertThat(tomorrow.remaining()).isPositive().isLessThanOrEqualTo(DAY);
    assertThat(Deadline.at(Instant.EPOCH).isOver()).isTrue();
    assertThat(Deadline.at(Instant.MIN).isOver()).isTrue();
    assertThat(Deadline.at(Instant.MAX)).isSameAs(Deadline.never());
  }

  @Test
  void whatIsTooLongToCountIsNeverOver() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(deadline).isSameAs(Deadline.never()).hasToString("no deadline");
    assertThat(deadline.isOver()).isFalse();
    assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }

  @Test
  void wholeSecondsAreRoundedUpAndAtLeastOneSinceNoneMeansNoLimit() {
    assertThat(Deadline.in(Duration.ofNanos(1)).seconds()).isEqualTo(1);
    assertThat(Deadline.in(Duration.ZERO).seconds()).isEqualTo(1);
    assertThat(Deadline.in(Duration.ofSeconds(3_600)).seconds()).isBetween(3_599, 3_600);
    assertThat(Deadline.in(Duration.ofSeconds(1L << 32)).seconds()).isEqualTo(Integer.MAX_VALUE);
    assertThat(Deadline.never().seconds()).isZero();
  }

  @Test
  void aPartGetsWhicheverIsOverFirst() {
    Deadline whole = Deadline.in(DAY);
    Deadline part = Deadline.in(Duration.ofHours(1));

    assertThat(whole.earlier(part)).isSameAs(part);
    assertThat(part.earlier(whole)).isSameAs(part);
    assertThat(whole.earlier(Deadline.never())).isSameAs(whole);
    assertThat(Deadline.never().earlier(whole)).isSameAs(whole);
  }

  @Test
  void oneLimitServesEveryTimedForm() throws Exception {
    Deadline deadline = Deadline.in(Duration.ofMillis(5));
    Channel<String> channel = Channel.rendezvous();

    TryReceive<String> received = channel.receiver().receive(deadline.remaining());
    TrySend sent = channel.sender().send("tea", deadline.remaining());
    var selected =
        Select.of(Select.receive(channel.receiver(), tea -> tea)).await(deadline.remaining());

    assertThat(received).isEqualTo(new TryReceive.Empty<>());
    assertThat(sent).isEqualTo(TrySend.FULL);
    assertThat(selected).isEmpty();
    assertThat(deadline.isOver()).isTrue();
  }

  @Test
  void oneThatIsNeverOverWaitsWithoutLimit() throws Exception {
    Channel<String> channel = Channel.rendezvous();
    var receiving =
        Running.awaitParked(
            Running.start(() -> channel.receiver().receive(Deadline.never().remaining())));

    channel.sender().send("tea");

    assertThat(receiving.get()).isEqualTo(new TryReceive.Value<>("tea"));
  }

  @Test
  void nullsAreRefused() {
    assertThatNullPointerException().isThrownBy(() -> Deadline.in(null));
    assertThatNullPointerException().isThrownBy(() -> Deadline.at(null));
    assertThatNullPointerException().isThrownBy(() -> Deadline.never().earlier(null));
  }
}
