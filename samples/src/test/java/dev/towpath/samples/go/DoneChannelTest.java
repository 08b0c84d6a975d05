package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TryReceive;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoneChannelTest {
  // @start region="test"
  @Test
  void theLoopEndsWhenItIsToldTo() throws Exception {
    Channel<Void> done = Channel.rendezvous();
    Channel<Long> ticks = Channel.rendezvous();
    long counted;
    try (Scope scope = Scope.open()) {
      Task<Long> loop = scope.fork(() -> DoneChannel.countedUntil(done.receiver(), ticks));
      for (long i = 0; i < 3; i++) {
        ticks.sender().send(i);
      }
      done.sender().close();
      scope.join();
      counted = loop.get();
    }

    assertThat(counted).isEqualTo(3);
  }

  @Test
  void anyOfManyIsEnough() throws Exception {
    Channel<Void> first = Channel.rendezvous();
    Channel<Void> second = Channel.rendezvous();
    second.sender().close();

    DoneChannel.awaitAny(List.of(first.receiver(), second.receiver()));

    assertThat(second.receiver().tryReceive()).isInstanceOf(TryReceive.Closed.class);
  }
  // @end
}
