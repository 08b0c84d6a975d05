package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.Channel;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OrDoneTest {
  // @start region="test"
  @Test
  void aReaderOfASourceThatNeverEndsEndsWithItsScope() throws Exception {
    Channel<Integer> endless = Channel.buffered(1);
    endless.sender().send(1);
    Task<List<Integer>> reader;
    try (Scope scope = Scope.open()) {
      reader = scope.fork(() -> OrDone.read(endless.receiver()));
      await().until(() -> endless.size() == 0);
      scope.cancel();
    }

    assertThat(reader.state()).isEqualTo(Task.State.UNAVAILABLE);
  }

  @Test
  void bothEndsOfATeeSeeTheSame() throws Exception {
    Channel<Integer> in = Channel.buffered(3);
    for (int i = 1; i <= 3; i++) {
      in.sender().send(i);
    }
    in.sender().close();
    Channel<Integer> left = Channel.rendezvous();
    Channel<Integer> right = Channel.rendezvous();
    try (Scope scope = Scope.open()) {
      scope.fork(() -> OrDone.tee(in.receiver(), left.sender(), right.sender()));
      Task<List<Integer>> one = scope.fork(() -> OrDone.read(left.receiver()));
      Task<List<Integer>> other = scope.fork(() -> OrDone.read(right.receiver()));
      scope.join();

      assertThat(one.get()).containsExactly(1, 2, 3).isEqualTo(other.get());
    }
  }
  // @end
}
