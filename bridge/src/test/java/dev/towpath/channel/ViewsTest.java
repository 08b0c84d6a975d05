package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ViewsTest {
  private final List<Integer> undelivered = new ArrayList<>();
  private final Channel<Integer> channel =
      Channel.<Integer>builder().name("orders").capacity(4).onUndelivered(undelivered::add).build();
  private final List<Integer> received = new ArrayList<>();

  @Test
  void loopSeesAllValuesAndEndsWithTheChannel() throws Exception {
    var looping =
        awaitParked(
            Running.start(() -> {
              for (int value : channel.receiver()) {
                received.add(value);
              }
            }));

    for (int i = 0; i < 100; i++) {
      channel.sender().send(i);
    }
    channel.sender().close();

    looping.get();
    assertThat(received).hasSize(100).isSorted();
  }

  @Test
  void loopThrowsTheFailureAfterTheValues() throws InterruptedException {
    IOException cause = new IOException("no tea");
    channel.sender().send(1);
    channel.sender().fail(cause);

    Throwable thrown = catchThrowable(() -> channel.receiver().forEach(received::add));

    assertThat(received).containsExactly(1);
    assertThat(thrown).isExactlyInstanceOf(BridgeException.class);
    assertThat(thrown.getCause()).isSameAs(cause);
  }

  @Test
  void askingForTheNextTwiceTakesOneValue() throws InterruptedException {
    channel.sender().send(1);
    channel.sender().send(2);
    Iterator<Integer> values = channel.receiver().iterator();

    assertThat(values.hasNext()).isTrue();
    assertThat(values.hasNext()).isTrue();

    assertThat(channel.size()).isEqualTo(1);
    assertThat(values.next()).isEqualTo(1);
    assertThat(values.next()).isEqualTo(2);
  }

  @Test
  void iteratorStaysAtTheEnd() {
    channel.sender().close();
    Iterator<Integer> values = channel.receiver().iterator();

    assertThat(values.hasNext()).isFalse();

    assertThat(values.hasNext()).isFalse();
    assertThatThrownBy(values::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("channel 'orders' is over");
  }

  @Test
  void twoIteratorsShareTheValues() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      channel.sender().send(i);
    }
    Iterator<Integer> one = channel.receiver().iterator();
    Iterator<Integer> other = channel.receiver().iterator();

    received.addAll(List.of(one.next(), other.next(), one.next(), other.next()));

    assertThat(received).containsExactly(0, 1, 2, 3);
  }

  @Test
  void interruptOfALoopTakesNothingAndKeepsTheFlag() throws Exception {
    Iterator<Integer> values = channel.receiver().iterator();
    var looping = awaitParked(Running.start(values::hasNext));

    looping.interrupt();

    assertThatThrownBy(looping::get)
        .isInstanceOf(BridgeException.class)
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(looping.wasInterruptedAtEnd()).isTrue();
    channel.sender().send(1);
    assertThat(values.next()).isEqualTo(1);
  }

  @Test
  void leavingALoopEarlyAndClosingDiscardsTheRest() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      channel.sender().send(i);
    }

    try (Receiver<Integer> in = channel.receiver()) {
      for (int value : in) {
        received.add(value);
        if (value == 1) {
          break;
        }
      }
    }

    assertThat(received).containsExactly(0, 1);
    assertThat(undelivered).containsExactly(2, 3);
    assertThat(channel.sender().trySend(4)).isEqualTo(TrySend.CLOSED);
  }

  @Test
  void streamIsSequentialInOrderAndEndsWithTheChannel() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      channel.sender().send(i);
    }
    channel.sender().close();

    Stream<Integer> stream = channel.receiver().stream();

    assertThat(stream.isParallel()).isFalse();
    assertThat(stream.map(i -> i * 2)).containsExactly(0, 2, 4, 6);
  }

  @Test
  void closingTheStreamClosesTheReceiver() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      channel.sender().send(i);
    }

    try (Stream<Integer> stream = channel.receiver().stream()) {
      stream.limit(2).forEach(received::add);
    }

    assertThat(received).containsExactly(0, 1);
    assertThat(undelivered).containsExactly(2, 3);
  }

  @Test
  void streamThatIsNotUsedTakesNothing() throws InterruptedException {
    channel.sender().send(1);

    channel.receiver().stream().map(i -> i * 2);

    assertThat(channel.size()).isEqualTo(1);
  }

  @Test
  void streamThrowsTheFailure() throws InterruptedException {
    RuntimeException cause = new IllegalStateException("no tea");
    channel.sender().send(1);
    channel.sender().fail(cause);

    assertThatThrownBy(() -> channel.receiver().stream().forEach(received::add)).isSameAs(cause);

    assertThat(received).containsExactly(1);
  }
}
