package dev.towpath.benchmarks.rivals;

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
