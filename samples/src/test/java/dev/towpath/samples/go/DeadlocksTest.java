package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import dev.towpath.scope.DeadlockException;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Snapshot;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlocksTest {
  // @start region="test"
  @Test
  void aSnapshotNamesWhoWaitsInACircle() throws Exception {
    Channel<String> left = Channel.<String>builder().name("left").build();
    Channel<String> right = Channel.<String>builder().name("right").build();
    try (Snapshot.Recording waits = Snapshot.recordWaits();
        Scope scope = Scope.open("circle")) {
      Deadlocks.circle(scope, left, right);

      await().until(() -> Snapshot.take().toString().split("receive", -1).length > 2);

      assertThat(Snapshot.take().toString()).contains("circle").contains("left").contains("right");
      scope.cancel();
    }
  }

  @Test
  void aScopeFindsTheCircleInItsOwnChannels() {
    assertThatThrownBy(
            () -> {
              try (Scope scope = Scope.open("circle")) {
                Channel<String> left = scope.channel(Channel.<String>builder().name("left"));
                Channel<String> right = scope.channel(Channel.<String>builder().name("right"));
                Deadlocks.circle(scope, left, right);
                scope.join();
              }
            })
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("left")
        .hasMessageContaining("right");
  }

  @Test
  void whoeverSendsToItselfSeesTheTimeLimit() throws Exception {
    TrySend answer = Deadlocks.toItself(Channel.rendezvous(), Duration.ofMillis(1));

    assertThat(answer).isEqualTo(TrySend.FULL);
  }

  @Test
  void whatIsForgottenEndsWithItsScope() throws Exception {
    Receiver<String> answer;
    try (Scope scope = Scope.open()) {
      answer = Deadlocks.forgotten(scope);
      scope.cancel();
    } // would not be left while the sender waits

    assertThat(answer.tryReceive()).isNotInstanceOf(TryReceive.Value.class);
  }
  // @end
}
