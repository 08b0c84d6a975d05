package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class ChannelStatesTest {
  // @start region="test"
  @ParameterizedTest
  @CsvSource({
    // state,            send,   receive, close
    "nil,                waits,  waits,   nothing",
    "open and empty,     sent,   waits,   closed",
    "open and full,      waits,  a value, closed",
    "closed and drained, closed, the end, nothing",
    "closed with values, closed, a value, nothing",
  })
  void eachOperationInEachState(String state, String send, String receive, String close) {
    assertThat(sent(channel(state))).isEqualTo(send);
    assertThat(received(channel(state))).isEqualTo(receive);
    assertThat(closed(channel(state))).isEqualTo(close);
  }

  private static Channel<String> channel(String state) {
    if (state.equals("nil")) {
      return Channel.never();
    }
    Channel<String> channel = Channel.buffered(1);
    if (state.equals("open and full") || state.equals("closed with values")) {
      channel.sender().trySend("tea");
    }
    if (state.startsWith("closed")) {
      channel.sender().close();
    }
    return channel;
  }

  private static String sent(Channel<String> channel) {
    return switch (channel.sender().trySend("coffee")) {
      case SENT -> "sent";
      case FULL -> "waits";
      case CLOSED -> "closed"; // send itself throws ChannelClosedException
    };
  }

  private static String received(Channel<String> channel) {
    return switch (channel.receiver().tryReceive()) {
      case TryReceive.Value<String> value -> "a value";
      case TryReceive.Empty<String> empty -> "waits";
      case TryReceive.Closed<String> end -> "the end";
    };
  }

  /** Go panics where it says "nothing". */
  private static String closed(Channel<String> channel) {
    TrySend before = channel.sender().trySend("probe");
    channel.sender().close();
    boolean closedNow = channel.sender().trySend("probe") == TrySend.CLOSED;
    return closedNow && before != TrySend.CLOSED ? "closed" : "nothing";
  }
  // @end
}
