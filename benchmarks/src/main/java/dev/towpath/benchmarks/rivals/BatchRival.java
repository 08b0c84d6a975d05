package dev.towpath.benchmarks.rivals;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import java.util.ArrayList;
import java.util.List;

/** Our channels, by many values in each call: what a loop of single sends could save. */
final class BatchRival extends ThreadRival {
  private static final int BATCH = 64;

  @Override
  Pipe pipe(int capacity) {
    throw new UnsupportedOperationException("no single values");
  }

  @Override
  public long handOff(int capacity, int senders, int receivers, int messages) throws Exception {
    Channel<Integer> channel = Channel.buffered(capacity);
    Threads threads = new Threads();
    for (int i = 0; i < senders; i++) {
      threads.add(() -> sendEach(channel.sender(), messages / senders));
    }
    for (int i = 0; i < receivers; i++) {
      threads.add(() -> sumOf(channel.receiver(), messages / receivers));
    }
    return threads.run();
  }

  private static long sendEach(Sender<Integer> sender, int count) throws InterruptedException {
    List<Integer> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < count; i++) {
      batch.add(Values.at(i));
      if (batch.size() == BATCH || i == count - 1) {
        sender.sendAll(batch);
        batch.clear();
      }
    }
    return 0;
  }

  private static long sumOf(Receiver<Integer> receiver, int count) throws InterruptedException {
    List<Integer> batch = new ArrayList<>(BATCH);
    long sum = 0;
    for (int left = count; left > 0; ) {
      batch.clear();
      left -= receiver.drainTo(batch, Math.min(BATCH, left));
      for (Integer value : batch) {
        sum += value;
      }
      if (batch.isEmpty()) {
        sum += receiver.receive();
        left--;
      }
    }
    return sum;
  }
}
