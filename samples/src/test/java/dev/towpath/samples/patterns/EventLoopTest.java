package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TryReceive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** The test is the event loop: it runs what was put in {@code tasks}, and never waits. */
class EventLoopTest {
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Channel<String> channel = Channel.buffered(1);

  @Test
  void aReaderComesBackWhenThereIsMore() {
    List<String> read = new ArrayList<>();
    new LoopReader<>(channel.receiver(), tasks::add, read::add).read();
    assertThat(tasks).isEmpty();

    channel.sender().trySend("tea");
    runTasks();
    channel.sender().trySend("milk");
    runTasks();

    assertThat(read).containsExactly("tea", "milk");
  }

  @Test
  void aReaderStopsAtTheEnd() {
    new LoopReader<>(channel.receiver(), tasks::add, value -> {}).read();

    channel.sender().close();
    runTasks();
    assertThat(tasks).isEmpty();
  }

  @Test
  void aWriterComesBackWhenThereIsRoomAndClosesAtTheEnd() {
    Queue<String> values = new ArrayDeque<>(List.of("tea", "milk"));
    new LoopWriter<>(values, tasks::add, channel.sender()).write();
    assertThat(tasks).isEmpty();

    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>("tea"));
    runTasks();

    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>("milk"));
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }
}
