package dev.towpath.channel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Many threads on a few channels that do everything there is to do, in an order made from a seed,
 * and interrupt and close one another meanwhile. Afterwards every value must be in exactly one
 * place.
 */
final class Stress {
  private static final int[] CAPACITIES = {0, 1, 2, 16, 256};
  private static final Duration SHORT = Duration.ofNanos(20_000);

  /** How a channel ends, if not by its last sender. */
  private enum Fate {
    LIVES,
    SENDER_CLOSES,
    SENDER_FAILS,
    RECEIVER_CLOSES
  }

  private record Value(int sender, int number) {}

  private static final class Failed extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final class Line {
    final Channel<Value> channel;
    final Fate fate;
    final int fateAfter;
    final AtomicInteger received = new AtomicInteger();
    final AtomicLong sent = new AtomicLong();
    final AtomicLong undelivered = new AtomicLong();

    Line(int capacity, SplittableRandom random) {
      fate = Fate.values()[random.nextInt(Fate.values().length)];
      fateAfter = random.nextInt(senders * values / CAPACITIES.length + 1);
      channel =
          Channel.<Value>builder()
              .name("stress-" + capacity)
              .capacity(capacity)
              .onUndelivered(this::undelivered)
              .build();
    }

    private void undelivered(Value value) {
      undelivered.incrementAndGet();
      ended(value);
    }

    /** A receiver has taken a value: once it is time, the channel meets its fate. */
    void received(Value value) {
      ended(value);
      if (received.incrementAndGet() == fateAfter) {
        switch (fate) {
          case LIVES -> {}
          case SENDER_CLOSES -> channel.sender().close();
          case SENDER_FAILS -> channel.sender().fail(new Failed());
          case RECEIVER_CLOSES -> channel.receiver().close();
        }
      }
    }
  }

  private final long seed;
  private final int senders;
  private final int receivers;
  private final int values;
  private final Line[] lines = new Line[CAPACITIES.length];

  /** Where the senders' and the receivers' selects meet behind everybody's back. */
  private final Channel<Value> gossip = Channel.rendezvous();

  private final AtomicLong gossiped = new AtomicLong();
  private final AtomicLong heard = new AtomicLong();
  private final AtomicIntegerArray accepted; // by value: whether a send said that it is sent
  private final AtomicIntegerArray places; // by value: how often it was received or undelivered
  private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger sendersLeft;
  private final CountDownLatch threadsLeft;

  Stress(long seed, int senders, int receivers, int values) {
    this.seed = seed;
    this.senders = senders;
    this.receivers = receivers;
    this.values = values;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new Line(CAPACITIES[i], random.split());
    }
    accepted = new AtomicIntegerArray(senders * values);
    places = new AtomicIntegerArray(senders * values);
    sendersLeft = new AtomicInteger(senders);
    threadsLeft = new CountDownLatch(senders + receivers);
    for (int i = 0; i < senders; i++) {
      int sender = i;
      SplittableRandom own = random.split();
      threads.add(thread(i, () -> send(sender, own)));
    }
    for (int i = 0; i < receivers; i++) {
      int first = i % lines.length; // at least one for each line
      SplittableRandom own = random.split();
      threads.add(thread(i, () -> receive(first, own)));
    }
  }

  /** Runs to the end and throws whatever went wrong. */
  void run() throws InterruptedException {
    threads.forEach(Thread::start);
    if (!threadsLeft.await(1, TimeUnit.MINUTES)) {
      surprises.add(
          new AssertionError("left waiting: " + stuck() + " on " + Arrays.toString(all())));
    }
    try {
      checkBooks();
    } catch (Throwable t) {
      surprises.add(t);
    }
    if (!surprises.isEmpty()) {
      AssertionError failure =
          new AssertionError(surprises.size() + " surprises with -Dtowpath.stress.seed=" + seed);
      surprises.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  private Thread thread(int index, Running.Action body) {
    Thread.Builder kind = index % 64 == 63 ? Thread.ofPlatform().daemon() : Thread.ofVirtual();
    return kind.unstarted(() -> {
      try {
        body.run();
      } catch (Throwable t) {
        surprises.add(t);
      } finally {
        threadsLeft.countDown();
      }
    });
  }

  private void send(int sender, SplittableRandom random) {
    try {
      int home = random.nextInt(lines.length);
      boolean[] closed = new boolean[lines.length];
      for (int number = 0; number < values; number++) {
        disturb(random);
        int index = random.nextInt(4) == 0 ? random.nextInt(lines.length) : home;
        Value value = new Value(sender, number);
        try {
          Line line = sendOnce(value, index, random, closed);
          if (line != null) {
            line.sent.incrementAndGet();
            accepted.set(sender * values + number, 1);
          }
        } catch (InterruptedException e) {
          // not sent
        } catch (ChannelClosedException e) {
          closed[index] = true; // not sent
        }
      }
    } finally {
      if (sendersLeft.decrementAndGet() == 0) {
        for (Line line : lines) {
          line.channel.sender().close();
        }
      }
    }
  }

  /** Returns the line that has the value now; null if it is with us still. */
  private Line sendOnce(Value value, int index, SplittableRandom random, boolean[] closed)
      throws InterruptedException {
    Line line = lines[index];
    Sender<Value> out = line.channel.sender();
    switch (random.nextInt(8)) {
      case 0 -> {
        return out.trySend(value) == TrySend.SENT ? line : null;
      }
      case 1 -> {
        return out.send(value, SHORT) == TrySend.SENT ? line : null;
      }
      case 2 -> {
        Line other = lines[random.nextInt(lines.length)];
        Select<Line> select =
            Select.of(
                Select.send(out, value, () -> line),
                Select.send(other.channel.sender(), value, () -> other)
                    .when(!closed[index] && random.nextBoolean()));
        return select.await();
      }
      case 3 -> {
        Select<Boolean> select =
            Select.of(
                Select.receive(gossip.receiver(), v -> heard.incrementAndGet() < 0),
                Select.send(out, value, () -> true));
        boolean sent = random.nextBoolean() ? select.await() : select.prioritized().await();
        return sent ? line : null;
      }
      case 4 -> {
        Select<Boolean> select = Select.of(Select.send(out, value, () -> true));
        return select.await(SHORT).orElse(false) ? line : null;
      }
      default -> {
        out.send(value);
        return line;
      }
    }
  }

  private void receive(int first, SplittableRandom random) throws Failed {
    Map<Long, Integer> last = new HashMap<>();
    int index = first;
    while (true) {
      disturb(random);
      try {
        if (!receiveSome(index, random, last)) {
          return;
        }
      } catch (InterruptedException e) {
        // nothing was taken
      } catch (ChannelClosedException over) {
        return;
      } catch (BridgeException e) {
        if (e.getCause() instanceof Failed) {
          return;
        }
        if (!(e.getCause() instanceof InterruptedException && Thread.interrupted())) {
          throw e;
        }
      }
    }
  }

  /** Returns false at the end of the line. */
  private boolean receiveSome(int index, SplittableRandom random, Map<Long, Integer> last)
      throws InterruptedException {
    Line line = lines[index];
    Receiver<Value> in = line.channel.receiver();
    switch (random.nextInt(8)) {
      case 0 -> {
        return check(index, in.tryReceive(), last);
      }
      case 1 -> {
        return check(index, in.receive(SHORT), last);
      }
      case 2 -> {
        List<Value> drained = new ArrayList<>();
        in.drainTo(drained, random.nextInt(20));
        drained.forEach(value -> check(index, value, last));
        return true;
      }
      case 3 -> {
        int other = random.nextInt(lines.length);
        boolean on = lines[other].fate != Fate.SENDER_FAILS && random.nextBoolean();
        return Select.of(
                Select.receiveOrEnd(in, answer -> check(index, answer, last)),
                Select.receive(lines[other].channel.receiver(), value -> check(other, value, last))
                    .when(on))
            .await();
      }
      case 4 -> {
        return Select.of(
                Select.receiveOrEnd(in, answer -> check(index, answer, last)),
                Select.send(
                    gossip.sender(), new Value(-1, 0), () -> gossiped.incrementAndGet() > 0))
            .await();
      }
      case 5 -> {
        Iterator<Value> values = in.iterator();
        return values.hasNext() && check(index, values.next(), last);
      }
      default -> {
        return check(index, in.receive(), last);
      }
    }
  }

  private boolean check(int line, TryReceive<Value> answer, Map<Long, Integer> last) {
    return switch (answer) {
      case TryReceive.Value<Value>(var value) -> check(line, value, last);
      case TryReceive.Empty<Value> empty -> true;
      case TryReceive.Closed<Value> end -> false;
    };
  }

  private boolean check(int line, Value value, Map<Long, Integer> last) {
    long pair = (long) line << 32 | value.sender;
    Integer before = last.put(pair, value.number);
    if (before != null && before >= value.number) {
      surprises.add(
          new AssertionError(
              "after number " + before + " on " + lines[line].channel + ": " + value));
    }
    lines[line].received(value);
    return true;
  }

  private void ended(Value value) {
    places.incrementAndGet(value.sender * values + value.number);
  }

  /** Now and then interrupts somebody, or looks into the books of a channel. */
  private void disturb(SplittableRandom random) {
    if (random.nextInt(50) == 0) {
      threads.get(random.nextInt(threads.size())).interrupt();
    }
    if (random.nextInt(50) == 0) {
      Channel.Counts counts = lines[random.nextInt(lines.length)].channel.counts();
      if (counts.sent() != counts.received() + counts.undelivered() + counts.buffered()) {
        surprises.add(new AssertionError("books that do not balance: " + counts));
      }
    }
  }

  private void checkBooks() {
    for (Line line : lines) {
      Channel.Counts counts = line.channel.counts();
      Channel.Counts expected =
          new Channel.Counts(line.sent.get(), line.received.get(), line.undelivered.get(), 0);
      if (!counts.equals(expected)) {
        throw new AssertionError(line.channel + ": " + counts + " instead of " + expected);
      }
      line.channel.receiver().close();
    }
    for (int i = 0; i < accepted.length(); i++) {
      if (accepted.get(i) != places.get(i)) {
        throw new AssertionError(
            new Value(i / values, i % values)
                + (accepted.get(i) == 1 ? " was sent" : " was not sent")
                + " and is in places: "
                + places.get(i));
      }
    }
    if (gossip.counts().sent() != gossiped.get()
        || gossip.counts().received() != heard.get()
        || gossiped.get() != heard.get()
        || !Waiters.noneOn(gossip)) {
      throw new AssertionError("gossip: " + gossip.counts() + ", " + gossiped + ", " + heard);
    }
  }

  private Channel<?>[] all() {
    return Arrays.stream(lines).map(line -> line.channel).toArray(Channel[]::new);
  }

  private List<String> stuck() {
    return threads.stream()
        .filter(Thread::isAlive)
        .limit(20)
        .map(thread -> thread + " " + Arrays.toString(thread.getStackTrace()))
        .toList();
  }
}
