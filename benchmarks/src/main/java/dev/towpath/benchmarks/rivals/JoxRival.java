package dev.towpath.benchmarks.rivals;

import com.softwaremill.jox.Channel;
import com.softwaremill.jox.Select;
import com.softwaremill.jox.SelectClause;

/** Jox channels. */
final class JoxRival extends ThreadRival {
  @Override
  Pipe pipe(int capacity) {
    return new JoxPipe(capacity);
  }

  @Override
  public long select(int channels, int messages) throws Exception {
    JoxPipe[] pipes = new JoxPipe[channels];
    Threads threads = new Threads();
    for (int i = 0; i < channels; i++) {
      JoxPipe pipe = new JoxPipe(0);
      pipes[i] = pipe;
      threads.add(() -> sendEach(pipe, messages / channels));
    }
    return threads.add(() -> sumOf(pipes, messages)).run();
  }

  /** Its clauses are of one use: each select needs new ones. */
  private static long sumOf(JoxPipe[] pipes, int count) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      SelectClause<?>[] clauses = new SelectClause<?>[pipes.length];
      for (int c = 0; c < clauses.length; c++) {
        clauses[c] = pipes[c].channel.receiveClause();
      }
      sum += (Integer) Select.select(clauses);
    }
    return sum;
  }

  private static final class JoxPipe implements Pipe {
    final Channel<Integer> channel;

    JoxPipe(int capacity) {
      channel =
          capacity == 0 ? Channel.newRendezvousChannel() : Channel.newBufferedChannel(capacity);
    }

    @Override
    public void send(Integer value) throws InterruptedException {
      channel.send(value);
    }

    @Override
    public Integer receive() throws InterruptedException {
      return channel.receive();
    }
  }
}
