package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.scope.DeadlockException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SquaresTest {
  private static List<Integer> upTo(int most) {
    return IntStream.rangeClosed(1, most).boxed().toList();
  }

  @Test
  void joinedFirstWhatFitsTheBufferIsRead() throws Exception {
    List<Integer> squares = Squares.joinThenRead(upTo(16));

    assertThat(squares).hasSize(16).contains(1, 4, 256);
  }

  @Test
  void joinedFirstOneMoreIsADeadlockThatNamesBoth() {
    assertThatThrownBy(() -> Squares.joinThenRead(upTo(17)))
        .isInstanceOf(DeadlockException.class)
        .hasMessageContaining("waits to send on 'results' (full, 16/16), which has had no receiver")
        .hasMessageContaining("waits to join scope 'squares'");
  }

  @Test
  void readMeanwhileAllArrive() throws Exception {
    List<Integer> squares = Squares.readWhileTheyWork(upTo(1_000));

    assertThat(squares).hasSize(1_000).contains(1, 1_000_000);
  }
}
