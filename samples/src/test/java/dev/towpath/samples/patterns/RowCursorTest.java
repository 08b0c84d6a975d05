package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.TrySend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowCursorTest {
  private final List<String> heard = new ArrayList<>();
  private final RowCursor cursor = new RowCursor(heard::add);

  @Test
  void theListenerHearsNoMoreThanItAskedFor() {
    cursor.ask(2);

    assertThat(cursor.rows().trySend("one")).isEqualTo(TrySend.SENT);
    assertThat(cursor.rows().trySend("two")).isEqualTo(TrySend.SENT);
    assertThat(cursor.rows().trySend("three")).isEqualTo(TrySend.FULL);
    assertThat(heard).containsExactly("one", "two");
  }

  @Test
  void theLoopEndsWhenTheListenerCancels() {
    cursor.ask(2);
    cursor.cancel();

    assertThatThrownBy(() -> cursor.rows().send("one")).isInstanceOf(ChannelClosedException.class);
    assertThat(heard).isEmpty();
  }
}
