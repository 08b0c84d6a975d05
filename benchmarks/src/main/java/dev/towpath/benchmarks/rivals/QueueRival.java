package dev.towpath.benchmarks.rivals;

import java.util.concurrent.BlockingQueue;
import java.util.function.IntFunction;

/** A queue of the JDK. */
final class QueueRival extends ThreadRival {
  private final IntFunction<BlockingQueue<Integer>> queues;

  QueueRival(IntFunction<BlockingQueue<Integer>> queues) {
    this.queues = queues;
  }

  @Override
  Pipe pipe(int capacity) {
    return new QueuePipe(queues.apply(capacity));
  }

  private record QueuePipe(BlockingQueue<Integer> queue) implements Pipe {
    @Override
    public void send(Integer value) throws InterruptedException {
      queue.put(value);
    }

    @Override
    public Integer receive() throws InterruptedException {
      return queue.take();
    }
  }
}
