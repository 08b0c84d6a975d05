package dev.towpath.benchmarks.rivals;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;
import java.util.stream.IntStream;

/** This library. */
final class TowpathRival extends ThreadRival {
  @Override
  Pipe pipe(int capacity) {
    return new ChannelPipe(Channel.buffered(capacity));
  }

  @Override
  @SuppressWarnings("unchecked") // an array of a generic type
  public long select(int channels, int messages) throws Exception {
    ChannelPipe[] pipes =
        IntStream.range(0, channels)
            .mapToObj(i -> new ChannelPipe(Channel.rendezvous()))
            .toArray(ChannelPipe[]::new);
    Threads threads = new Threads();
    for (Pipe pipe : pipes) {
      threads.add(() -> sendEach(pipe, messages / channels));
    }
    Select.Case<Integer>[] cases = new Select.Case[channels];
    for (int i = 0; i < channels; i++) {
      cases[i] = Select.receive(pipes[i].receiver, value -> value);
    }
    Select<Integer> select = Select.of(cases); // made to be used again
    return threads.add(() -> sumOf(select, messages)).run();
  }

  private static long sumOf(Select<Integer> select, int count) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += select.await();
    }
    return sum;
  }

  private static final class ChannelPipe implements Pipe {
    final Sender<Integer> sender;
    final Receiver<Integer> receiver;

    ChannelPipe(Channel<Integer> channel) {
      sender = channel.sender();
      receiver = channel.receiver();
    }

    @Override
    public void send(Integer value) throws InterruptedException {
      sender.send(value);
    }

    @Override
    public Integer receive() throws InterruptedException {
      return receiver.receive();
    }
  }
}
