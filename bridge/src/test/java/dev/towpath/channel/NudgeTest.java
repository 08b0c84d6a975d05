package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads that wait behind one another on a buffered channel: the first is nudged. */
@Timeout(20)
class NudgeTest {
  private final Channel<String> channel = Channel.buffered(4);
  private final LockEngine<String> engine = (LockEngine<String>) channel.sender().engine;

  @Test
  void aSelectWakesThoseWhomItServedOnTheWayToAnotherCase() throws Exception {
    var first = awaitParked(Running.start(() -> channel.receiver().receive()));
    var second = awaitParked(Running.start(() -> channel.receiver().receive()));
    Channel<String> other = Channel.buffered(1);
    other.sender().send("milk");
    nudgeTheFirstFor(List.of("tea", "honey"));

    Optional<String> selected = selectFrom(channel, other).poll();

    assertThat(selected).contains("milk");
    assertThat(List.of(first.get(), second.get())).containsExactly("tea", "honey");
  }

  @Test
  void aSelectWakesThoseWhomItServedBeforeItWaits() throws Exception {
    var first = awaitParked(Running.start(() -> channel.receiver().receive()));
    var second = awaitParked(Running.start(() -> channel.receiver().receive()));
    Channel<String> other = Channel.buffered(1);
    nudgeTheFirstFor(List.of("tea", "honey"));

    var selecting = Running.start(() -> selectFrom(channel, other).await());

    assertThat(List.of(first.get(), second.get())).containsExactly("tea", "honey");
    other.sender().send("milk");
    assertThat(selecting.get()).isEqualTo("milk");
  }

  @Test
  void whoWasNudgedAndHasNotComeIsServedBeforeATry() throws Exception {
    var first = awaitParked(Running.start(() -> channel.receiver().receive()));
    var second = awaitParked(Running.start(() -> channel.receiver().receive()));
    Runnable nudge = nudgeTheFirstFor(List.of("tea"));

    TryReceive<String> tried = channel.receiver().tryReceive();

    assertThat(tried).isEqualTo(new TryReceive.Empty<>());
    assertThat(first.get()).isEqualTo("tea");
    nudge.run();
    channel.sender().send("honey");
    assertThat(second.get()).isEqualTo("honey");
  }

  @Test
  void whatOneWasNudgedForGoesToTheNextWhenItIsInterrupted() throws Exception {
    var first = awaitParked(Running.start(() -> channel.receiver().receive(Duration.ofDays(1))));
    var second = awaitParked(Running.start(() -> channel.receiver().receive()));
    nudgeTheFirstFor(List.of("tea"));

    first.interrupt();

    assertThat(second.get()).isEqualTo("tea");
  }

  /** Sends as a plain send does; the nudge it leaves to do is returned instead. */
  private Runnable nudgeTheFirstFor(List<String> values) {
    engine.lock();
    values.forEach(value -> engine.offer(value, false));
    Runnable nudge = Objects.requireNonNull(engine.takeLeft(), "nobody was nudged");
    engine.unlock();
    return nudge;
  }

  private static Select<String> selectFrom(Channel<String> one, Channel<String> other) {
    return Select.<String>of(
            Select.receive(one.receiver(), value -> value),
            Select.receive(other.receiver(), value -> value))
        .prioritized();
  }
}
