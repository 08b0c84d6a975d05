package dev.towpath.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.towpath.channel.Channel;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.DemandChannel;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/** Exactly one of two things happens to a value, and both threads agree on which. */
public final class Races {
  private Races() {}

  /** A wait that the other actor interrupts, at the latest right after it. */
  private abstract static class Interrupted {
    private volatile Thread waiting;
    private volatile boolean interrupted;

    /** Returns 1 if the wait ended as it should, 0 if by the interrupt. */
    int waitHere() {
      waiting = Thread.currentThread();
      int done;
      try {
        waitForIt();
        done = 1;
      } catch (InterruptedException e) {
        done = 0;
      }
      while (!interrupted) {
        Thread.onSpinWait();
      }
      Thread.interrupted();
      return done;
    }

    abstract void waitForIt() throws InterruptedException;

    void interruptIt() {
      while (waiting == null) {
        Thread.onSpinWait();
      }
      waiting.interrupt();
      interrupted = true;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "delivered")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "interrupted")
  @Outcome(expect = FORBIDDEN, desc = "both, or neither")
  @State
  public static class InterruptedSend extends Interrupted {
    private final Channel<Integer> channel = Channel.rendezvous();

    @Override
    void waitForIt() throws InterruptedException {
      channel.sender().send(1);
    }

    @Actor
    public void sends(II_Result seen) {
      seen.r1 = waitHere();
    }

    @Actor
    public void interruptsAndReceives(II_Result seen) {
      interruptIt();
      seen.r2 = channel.receiver().tryReceive() instanceof TryReceive.Value ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "delivered")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "interrupted")
  @Outcome(expect = FORBIDDEN, desc = "both, or neither")
  @State
  public static class InterruptedReceive extends Interrupted {
    private final Channel<Integer> channel = Channel.rendezvous();

    @Override
    void waitForIt() throws InterruptedException {
      channel.receiver().receive();
    }

    @Actor
    public void receives(II_Result seen) {
      seen.r1 = waitHere();
    }

    @Actor
    public void interruptsAndSends(II_Result seen) {
      interruptIt();
      seen.r2 = channel.sender().trySend(1) == TrySend.SENT ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "delivered")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "interrupted")
  @Outcome(expect = FORBIDDEN, desc = "both, or neither")
  @State
  public static class InterruptedSelect extends Interrupted {
    private final Channel<Integer> channel = Channel.rendezvous();
    private final Channel<Integer> quiet = Channel.rendezvous();

    @Override
    void waitForIt() throws InterruptedException {
      Select.of(
              Select.receive(quiet.receiver(), value -> 1),
              Select.send(channel.sender(), 1, () -> 1))
          .await();
    }

    @Actor
    public void selects(II_Result seen) {
      seen.r1 = waitHere();
    }

    @Actor
    public void interruptsAndReceives(II_Result seen) {
      interruptIt();
      seen.r2 = channel.receiver().tryReceive() instanceof TryReceive.Value ? 1 : 0;
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent, then undelivered")
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "refused, still with its sender")
  @Outcome(expect = FORBIDDEN, desc = "in two places, or in none")
  @State
  public static class SendAndReceiversClose {
    private final AtomicInteger undelivered = new AtomicInteger();
    private final Channel<Integer> channel =
        Channel.<Integer>builder()
            .capacity(1)
            .onUndelivered(value -> undelivered.incrementAndGet())
            .build();

    @Actor
    public void sends(II_Result seen) {
      seen.r1 = channel.sender().trySend(1) == TrySend.SENT ? 1 : 0;
    }

    @Actor
    public void closes() {
      channel.receiver().close();
    }

    @Arbiter
    public void looks(II_Result seen) {
      seen.r2 = undelivered.get();
    }
  }

  @JCStressTest
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "the sender that waited sees the close")
  @Outcome(expect = FORBIDDEN, desc = "sent to nobody")
  @State
  public static class WaitingSendAndReceiversClose {
    private final Channel<Integer> channel = Channel.rendezvous();

    @Actor
    public void sends(I_Result seen) {
      try {
        Waits.send(channel.sender(), 1);
        seen.r1 = 1;
      } catch (ChannelClosedException e) {
        seen.r1 = 0;
      }
    }

    @Actor
    public void closes() {
      channel.receiver().close();
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the receiver that waited sees the end")
  @Outcome(expect = FORBIDDEN, desc = "received from nobody")
  @State
  public static class WaitingReceiveAndSendersClose {
    private final Channel<Integer> channel = Channel.buffered(1);

    @Actor
    public void receives(I_Result seen) {
      seen.r1 = channel.receiver().iterator().hasNext() ? 0 : 1;
    }

    @Actor
    public void closes() {
      channel.sender().close();
    }
  }

  @JCStressTest
  @Outcome(id = "4, 1", expect = ACCEPTABLE, desc = "each value once, each thread's in order")
  @Outcome(expect = FORBIDDEN, desc = "lost, twice, or out of order")
  @State
  public static class BatchAndReceive {
    private final Channel<Integer> channel = Channel.buffered(4);
    private final List<Integer> batch = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();

    public BatchAndReceive() {
      for (int i = 0; i < 4; i++) {
        channel.sender().trySend(i);
      }
    }

    @Actor
    public void drains() {
      channel.receiver().drainTo(batch, 3);
    }

    @Actor
    public void receives() {
      for (int i = 0; i < 2; i++) {
        if (channel.receiver().tryReceive() instanceof TryReceive.Value<Integer>(Integer value)) {
          received.add(value);
        }
      }
    }

    @Arbiter
    public void looks(II_Result seen) {
      boolean ordered = inOrder(batch) && inOrder(received);
      channel.receiver().drainTo(batch, 4);
      batch.addAll(received);
      seen.r1 = (int) batch.stream().distinct().count();
      seen.r2 = ordered && batch.size() == 4 ? 1 : 0;
    }

    private static boolean inOrder(List<Integer> values) {
      return values.stream().sorted().toList().equals(values);
    }
  }

  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "over the left channel")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "over the right channel")
  @Outcome(expect = FORBIDDEN, desc = "the two do not agree")
  @State
  public static class SelectsThatFaceEachOther {
    private final Channel<Integer> left = Channel.rendezvous();
    private final Channel<Integer> right = Channel.rendezvous();

    @Actor
    public void one(II_Result seen) {
      seen.r1 =
          Waits.await(
              Select.of(
                  Select.send(left.sender(), 0, () -> 1),
                  Select.receive(right.receiver(), value -> 2)));
    }

    @Actor
    public void other(II_Result seen) {
      seen.r2 =
          Waits.await(
              Select.of(
                  Select.send(right.sender(), 0, () -> 1),
                  Select.receive(left.receiver(), value -> 2)));
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "told once")
  @Outcome(expect = FORBIDDEN, desc = "never told, or twice")
  @State
  public static class WatcherAndSend {
    private final Channel<Integer> channel = Channel.buffered(1);
    private final AtomicInteger told = new AtomicInteger();

    @Actor
    public void watches() {
      channel.receiver().whenReadable(told::incrementAndGet);
    }

    @Actor
    public void sends() {
      channel.sender().trySend(1);
    }

    @Arbiter
    public void looks(I_Result seen) {
      seen.r1 = told.get();
    }
  }

  @JCStressTest
  @Outcome(id = "true", expect = ACCEPTABLE, desc = "the books balance")
  @Outcome(expect = FORBIDDEN, desc = "a value was in two places, or in none")
  @State
  public static class CountsWhileValuesMove {
    private final Channel<Integer> channel = Channel.buffered(1);

    @Actor
    public void moves() {
      channel.sender().trySend(1);
      channel.receiver().tryReceive();
      channel.sender().trySend(2);
      channel.receiver().close();
    }

    @Actor
    public void counts(Z_Result seen) {
      Channel.Counts counts = channel.counts();
      seen.r1 = counts.sent() == counts.received() + counts.undelivered() + counts.buffered();
    }
  }

  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "sent on demand")
  @Outcome(expect = FORBIDDEN, desc = "demand was lost, or used twice")
  @State
  public static class DemandAndSend {
    private final AtomicInteger told = new AtomicInteger();
    private final DemandChannel<Integer> channel =
        new DemandChannel<>("demand", told::incrementAndGet, value -> {});

    @Actor
    public void asks() {
      channel.request(1);
    }

    @Actor
    public void sends() {
      Waits.send(channel.sender(), 1);
      channel.sender().trySend(2);
    }

    @Arbiter
    public void looks(II_Result seen) {
      seen.r1 = (int) channel.counts().sent();
      seen.r2 = told.get();
    }
  }
}
