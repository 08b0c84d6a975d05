package dev.towpath.benchmarks.rivals;

import java.util.Arrays;
import java.util.concurrent.FutureTask;

/** The scenarios on virtual threads, for anything that can be used as a {@link Pipe}. */
abstract class ThreadRival implements Rival {
  abstract Pipe pipe(int capacity);

  @Override
  public long handOff(int capacity, int senders, int receivers, int messages) throws Exception {
    Pipe pipe = pipe(capacity);
    Threads threads = new Threads();
    for (int i = 0; i < senders; i++) {
      threads.add(() -> sendEach(pipe, messages / senders));
    }
    for (int i = 0; i < receivers; i++) {
      threads.add(() -> sumOf(pipe, messages / receivers));
    }
    return threads.run();
  }

  @Override
  public long pingPong(int rounds) throws Exception {
    Pipe there = pipe(0);
    Pipe back = pipe(0);
    return new Threads()
        .add(() -> forward(there, back, rounds))
        .add(() -> sendAndReceive(there, back, rounds))
        .run();
  }

  @Override
  public long select(int channels, int messages) throws Exception {
    throw new UnsupportedOperationException("no select");
  }

  @Override
  public long uncontended(int capacity, int pairs) throws Exception {
    Pipe pipe = pipe(capacity);
    return new Threads().add(() -> sendAndReceive(pipe, pipe, pairs)).run();
  }

  @Override
  public long ring(int threads, int laps) throws Exception {
    Pipe[] pipes = new Pipe[threads];
    Arrays.setAll(pipes, i -> pipe(0));
    Threads all = new Threads();
    for (int i = 1; i < threads; i++) {
      Pipe from = pipes[i];
      Pipe to = pipes[(i + 1) % threads];
      all.add(() -> passOn(from, to, laps));
    }
    return all.add(() -> sendAndReceive(pipes[1 % threads], pipes[0], laps)).run();
  }

  private static long passOn(Pipe from, Pipe to, int count) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      Integer value = from.receive();
      sum += value;
      to.send(value);
    }
    return sum;
  }

  @Override
  public long sieve(int capacity, int limit) throws Exception {
    Pipe numbers = pipe(capacity);
    return new Threads()
        .add(() -> {
          for (int i = 2; i <= limit; i++) {
            numbers.send(Values.number(i));
          }
          numbers.send(Values.END);
          return 0L;
        })
        .add(() -> stage(numbers, capacity))
        .run();
  }

  /** Takes the first number for a prime, and sieves out its multiples for the next stage. */
  private long stage(Pipe from, int capacity) throws Exception {
    int prime = from.receive();
    if (prime == Values.END) {
      return 0;
    }
    Pipe to = pipe(capacity);
    FutureTask<Long> next = new FutureTask<>(() -> stage(to, capacity));
    Thread.startVirtualThread(next);
    Integer number = from.receive();
    while (!number.equals(Values.END)) {
      if (number % prime != 0) {
        to.send(number);
      }
      number = from.receive();
    }
    to.send(number);
    return prime + next.get();
  }

  static long sendEach(Pipe pipe, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      pipe.send(Values.at(i));
    }
    return 0;
  }

  private static long sumOf(Pipe pipe, int count) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += pipe.receive();
    }
    return sum;
  }

  private static long forward(Pipe from, Pipe to, int count) throws InterruptedException {
    for (int i = 0; i < count; i++) {
      to.send(from.receive());
    }
    return 0;
  }

  private static long sendAndReceive(Pipe to, Pipe from, int count) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      to.send(Values.at(i));
      sum += from.receive();
    }
    return sum;
  }
}
