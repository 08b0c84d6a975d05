package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchersTest {
  private final List<String> told = new ArrayList<>();

  @Test
  void watcherForReadableRunsAtOnceWhereThereIsAValue() {
    Channel<Integer> channel = Channel.buffered(1);
    channel.sender().trySend(1);

    channel.receiver().whenReadable(() -> told.add("readable"));

    assertThat(told).containsExactly("readable");
  }

  @Test
  void watcherForReadableRunsOnceWithTheNextSend() {
    Channel<Integer> channel = Channel.buffered(2);
    channel.receiver().whenReadable(() -> told.add("readable"));
    assertThat(told).isEmpty();

    channel.sender().trySend(1);
    channel.sender().trySend(2);

    assertThat(told).containsExactly("readable");
  }

  @Test
  void watcherForReadableFindsTheValue() {
    Channel<Integer> channel = Channel.buffered(1);
    List<Object> found = new ArrayList<>();
    channel.receiver().whenReadable(() -> found.add(channel.receiver().tryReceive()));

    channel.sender().trySend(1);

    assertThat(found).containsExactly(new TryReceive.Value<>(1));
  }

  @Test
  void watcherForReadableOfARendezvousRunsWhenASenderWaits() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    channel.receiver().whenReadable(() -> told.add("readable"));
    channel.sender().trySend(1);
    assertThat(told).isEmpty();

    var sending = awaitParked(Running.start(() -> channel.sender().send(2)));

    assertThat(told).containsExactly("readable");
    assertThat(channel.receiver().tryReceive()).isEqualTo(new TryReceive.Value<>(2));
    sending.get();
  }

  @Test
  void watcherForReadableRunsAtEveryKindOfEnd() {
    List<Channel<Integer>> channels =
        List.of(Channel.buffered(1), Channel.buffered(1), Channel.buffered(1));
    for (Channel<Integer> channel : channels) {
      channel.receiver().whenReadable(() -> told.add(channel.receiver().tryReceive().toString()));
    }

    channels.get(0).sender().close();
    channels.get(1).sender().fail(new IllegalStateException("no tea"));
    channels.get(2).receiver().close();

    assertThat(told).hasSize(3).allMatch(answer -> answer.startsWith("Closed"));
  }

  @Test
  void watcherForWritableRunsAtOnceWhereThereIsRoom() {
    Channel<Integer> channel = Channel.buffered(1);

    channel.sender().whenWritable(() -> told.add("writable"));

    assertThat(told).containsExactly("writable");
  }

  @Test
  void watcherForWritableRunsOnceWithTheNextReceive() {
    Channel<Integer> channel = Channel.buffered(2);
    channel.sender().trySend(1);
    channel.sender().trySend(2);
    channel.sender().whenWritable(() -> told.add("writable"));
    assertThat(told).isEmpty();

    channel.receiver().tryReceive();
    channel.receiver().tryReceive();

    assertThat(told).containsExactly("writable");
  }

  @Test
  void watcherForWritableRunsWithABatch() {
    Channel<Integer> channel = Channel.buffered(2);
    channel.sender().trySend(1);
    channel.sender().trySend(2);
    channel.sender().whenWritable(() -> told.add("writable, " + channel.size()));

    channel.receiver().drainTo(new ArrayList<>(), 2);

    assertThat(told).containsExactly("writable, 0");
  }

  @Test
  void watcherForWritableLetsAWaitingSenderGoFirst() throws Exception {
    Channel<Integer> channel = Channel.buffered(1);
    channel.sender().trySend(1);
    channel.sender().whenWritable(() -> told.add("writable"));
    var sending = awaitParked(Running.start(() -> channel.sender().send(2)));

    channel.receiver().tryReceive();

    sending.get();
    assertThat(told).isEmpty();
    channel.receiver().tryReceive();
    assertThat(told).containsExactly("writable");
  }

  @Test
  void watcherForWritableOfARendezvousRunsWhenAReceiverWaits() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    channel.sender().whenWritable(() -> told.add("writable"));
    channel.receiver().tryReceive();
    assertThat(told).isEmpty();

    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));

    assertThat(told).containsExactly("writable");
    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.SENT);
    assertThat(receiving.get()).isEqualTo(1);
  }

  @Test
  void watcherForWritableRunsAtEveryKindOfEnd() {
    List<Channel<Integer>> channels =
        List.of(Channel.rendezvous(), Channel.rendezvous(), Channel.rendezvous());
    for (Channel<Integer> channel : channels) {
      channel.sender().whenWritable(() -> told.add(channel.sender().trySend(1).toString()));
    }

    channels.get(0).sender().close();
    channels.get(1).sender().fail(new IllegalStateException("no tea"));
    channels.get(2).receiver().close();

    assertThat(told).containsExactly("CLOSED", "CLOSED", "CLOSED");
  }

  @Test
  void watcherRunsAtOnceOnAChannelThatIsOver() {
    Channel<Integer> channel = Channel.rendezvous();
    channel.sender().close();

    channel.receiver().whenReadable(() -> told.add("readable"));
    channel.sender().whenWritable(() -> told.add("writable"));

    assertThat(told).containsExactly("readable", "writable");
  }

  @Test
  void waitingSelectIsSeenByWatchersOfBothKinds() throws Exception {
    Channel<Integer> in = Channel.rendezvous();
    Channel<Integer> out = Channel.rendezvous();
    in.sender().whenWritable(() -> told.add("writable"));
    out.receiver().whenReadable(() -> told.add("readable"));

    var selecting =
        awaitParked(
            Running.start(() ->
                Select.of(
                        Select.receive(in.receiver(), v -> v),
                        Select.send(out.sender(), 1, () -> -1))
                    .await()));

    assertThat(told).containsExactlyInAnyOrder("writable", "readable");
    in.sender().trySend(7);
    assertThat(selecting.get()).isEqualTo(7);
  }

  @Test
  void watcherMayWatchAgain() {
    Channel<Integer> channel = Channel.buffered(1);
    watchForever(channel);

    for (int i = 0; i < 3; i++) {
      channel.sender().trySend(i);
    }

    assertThat(told).containsExactly("0", "1", "2");
  }

  private void watchForever(Channel<Integer> channel) {
    channel
        .receiver()
        .whenReadable(() -> {
          if (channel.receiver().tryReceive() instanceof TryReceive.Value<Integer>(var value)) {
            told.add(value.toString());
            watchForever(channel);
          }
        });
  }

  @Test
  void receiverThatLeavesDoesNotMakeTheWatcherGoAroundForever() throws Exception {
    Channel<Integer> channel = Channel.rendezvous();
    var receiving = awaitParked(Running.start(() -> channel.receiver().receive()));
    receiving.interrupt();
    assertThatThrownBy(receiving::get).isInstanceOf(InterruptedException.class);

    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.FULL);
    channel.sender().whenWritable(() -> told.add("writable"));

    assertThat(told).isEmpty();
  }

  @Test
  void eventLoopUsesAChannelWithoutEverWaiting() throws Exception {
    Channel<Integer> requests = Channel.buffered(4);
    Channel<Integer> replies = Channel.rendezvous();
    Relay relay = new Relay(requests, replies);
    Thread loop = Thread.ofPlatform().daemon().name("loop-relay").start(relay);
    int count = 2_000;
    var sending =
        Running.start(() -> {
          try (Sender<Integer> out = requests.sender()) {
            for (int i = 0; i < count; i++) {
              out.send(i);
            }
          }
        });

    List<Integer> received = new ArrayList<>();
    replies.receiver().forEach(received::add);

    sending.get();
    loop.join();
    assertThat(received).hasSize(count).isSorted();
    assertThat(relay.failures).isEmpty();
  }

  /** An event loop of one thread whose only wait is for its next task. */
  private static final class Relay implements Runnable {
    private final Queue<Throwable> failures = new ArrayDeque<>();
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Channel<Integer> from;
    private final Channel<Integer> to;
    private Integer inHand;
    private boolean over;

    Relay(Channel<Integer> from, Channel<Integer> to) {
      this.from = from;
      this.to = to;
      tasks.add(this::pass);
    }

    @Override
    public void run() {
      try {
        while (!over) {
          tasks.take().run();
        }
      } catch (Throwable t) {
        failures.add(t);
        to.sender().fail(t);
      }
    }

    private void pass() {
      while (true) {
        if (inHand == null) {
          switch (from.receiver().tryReceive()) {
            case TryReceive.Value<Integer>(var value) -> inHand = value;
            case TryReceive.Empty<Integer> empty -> {
              from.receiver().whenReadable(() -> tasks.add(this::pass));
              return;
            }
            case TryReceive.Closed<Integer> end -> {
              to.sender().close();
              over = true;
              return;
            }
          }
        }
        switch (to.sender().trySend(inHand)) {
          case SENT -> inHand = null;
          case FULL -> {
            to.sender().whenWritable(() -> tasks.add(this::pass));
            return;
          }
          case CLOSED -> throw new AssertionError("nobody closed " + to);
        }
      }
    }
  }
}
