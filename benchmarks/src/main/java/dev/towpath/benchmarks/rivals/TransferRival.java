package dev.towpath.benchmarks.rivals;

import java.util.concurrent.LinkedTransferQueue;

/** The JDK's transfer queue as a rendezvous: its {@code transfer} waits for the receiver. */
final class TransferRival extends ThreadRival {
  @Override
  Pipe pipe(int capacity) {
    return new TransferPipe(new LinkedTransferQueue<>());
  }

  private record TransferPipe(LinkedTransferQueue<Integer> queue) implements Pipe {
    @Override
    public void send(Integer value) throws InterruptedException {
      queue.transfer(value);
    }

    @Override
    public Integer receive() throws InterruptedException {
      return queue.take();
    }
  }
}
