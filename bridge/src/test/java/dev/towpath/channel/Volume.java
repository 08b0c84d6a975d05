package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.FutureTask;

/**
 * Many values through one channel, by every way in and out that there is, each chosen by a seed.
 * Each receiver remembers which values it got, and that those of each sender came in order.
 */
final class Volume {
  private static final int[] CAPACITIES = {0, 1, 16, 16, 256, 256, 256, 1024};
  private static final int RENDEZVOUS_VALUES = 100_000;
  private static final int BUFFERED_VALUES = 2_000_000;
  private static final Duration DAY = Duration.ofDays(1);

  private final long seed;
  private final int senders;
  private final int receivers;
  private final int each;
  private final Channel<Long> channel;
  private final Channel<Long> quiet = Channel.rendezvous();

  Volume(long seed) {
    this(seed, 1);
  }

  /**
   * @param part one in how many of the usual number of values
   */
  Volume(long seed, int part) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    int capacity = CAPACITIES[random.nextInt(CAPACITIES.length)];
    this.senders = threads(random);
    this.receivers = threads(random);
    this.each = (capacity < 16 ? RENDEZVOUS_VALUES : BUFFERED_VALUES) / senders / part;
    this.channel = Channel.<Long>builder().name("volume").capacity(capacity).build();
  }

  /** Mostly few, for speed; now and then many. */
  private static int threads(SplittableRandom random) {
    return random.nextInt(8) == 0 ? 100 : 1 + random.nextInt(4);
  }

  /** What one receiver got. */
  private final class Harvest {
    private final BitSet[] got = new BitSet[senders];
    private final int[] last = new int[senders];
    private long count;

    Harvest() {
      for (int i = 0; i < senders; i++) {
        got[i] = new BitSet(each);
        last[i] = -1;
      }
    }

    void add(long value) {
      int sender = (int) (value >>> 32);
      int number = (int) value;
      if (number <= last[sender]) {
        throw new AssertionError(number + " came after " + last[sender] + ": " + Volume.this);
      }
      last[sender] = number;
      got[sender].set(number);
      count++;
    }
  }

  /** Returns how many values were passed, all of them once. */
  long run() throws Exception {
    List<Thread> threads = new ArrayList<>();
    List<FutureTask<Harvest>> harvests = new ArrayList<>();
    List<FutureTask<Void>> sending = new ArrayList<>();
    SplittableRandom seeds = new SplittableRandom(seed);
    for (int i = 0; i < receivers; i++) {
      SplittableRandom random = seeds.split();
      harvests.add(new FutureTask<>(() -> receiveAll(random)));
    }
    for (int i = 0; i < senders; i++) {
      int sender = i;
      SplittableRandom random = seeds.split();
      sending.add(new FutureTask<>(() -> sendAll(sender, random), null));
    }
    harvests.forEach(task -> threads.add(Thread.startVirtualThread(task)));
    sending.forEach(task -> threads.add(Thread.startVirtualThread(task)));
    for (FutureTask<Void> task : sending) {
      task.get();
    }
    channel.sender().close();
    verify(harvests);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(channel.counts())
        .as("%s", this)
        .isEqualTo(new Channel.Counts(total(), total(), 0, 0));
    return total();
  }

  private long total() {
    return (long) senders * each;
  }

  private void verify(List<FutureTask<Harvest>> harvests) throws Exception {
    long count = 0;
    BitSet[] all = new Harvest().got;
    for (FutureTask<Harvest> task : harvests) {
      Harvest harvest = task.get();
      count += harvest.count;
      for (int i = 0; i < senders; i++) {
        assertThat(all[i].intersects(harvest.got[i])).as("doubled in %s", this).isFalse();
        all[i].or(harvest.got[i]);
      }
    }
    assertThat(count).as("received of %s", this).isEqualTo(total());
    for (BitSet got : all) {
      assertThat(got.cardinality()).as("different ones in %s", this).isEqualTo(each);
    }
  }

  private void sendAll(int sender, SplittableRandom random) {
    try {
      for (int i = 0; i < each; i++) {
        send((long) sender << 32 | i, random.nextInt(32));
      }
    } catch (InterruptedException e) {
      throw new AssertionError("nobody interrupts", e);
    }
  }

  private void send(Long value, int way) throws InterruptedException {
    Sender<Long> sender = channel.sender();
    switch (way) {
      case 0 -> assertThat(sender.send(value, DAY)).isEqualTo(TrySend.SENT);
      case 1 -> Select.of(Select.send(sender, value, () -> 1)).await();
      case 2, 3 -> {
        if (sender.trySend(value) != TrySend.SENT) {
          sender.send(value);
        }
      }
      default -> sender.send(value);
    }
  }

  private Harvest receiveAll(SplittableRandom random) throws InterruptedException {
    Harvest harvest = new Harvest();
    Select<TryReceive<Long>> select =
        Select.of(
            Select.receiveOrEnd(channel.receiver(), answer -> answer),
            Select.receiveOrEnd(quiet.receiver(), answer -> answer));
    List<Long> batch = new ArrayList<>();
    while (true) {
      int way = random.nextInt(32);
      if (way < 4) {
        batch.clear();
        channel.receiver().drainTo(batch, 1 + random.nextInt(64));
        batch.forEach(harvest::add);
      } else {
        Optional<Long> value = receive(way, select);
        if (value.isEmpty()) {
          return harvest;
        }
        harvest.add(value.get());
      }
    }
  }

  /** Returns the next value, or nothing at the end. */
  private Optional<Long> receive(int way, Select<TryReceive<Long>> select)
      throws InterruptedException {
    TryReceive<Long> answer =
        switch (way) {
          case 4 -> select.await();
          case 5, 6 -> channel.receiver().tryReceive();
          default -> new TryReceive.Empty<>();
        };
    if (answer instanceof TryReceive.Empty<Long>) {
      answer = channel.receiver().receive(DAY);
    }
    return answer instanceof TryReceive.Value<Long>(Long value)
        ? Optional.of(value)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "seed "
        + seed
        + ": "
        + channel
        + ", "
        + senders
        + " senders, "
        + receivers
        + " receivers, "
        + each
        + " values each";
  }
}
