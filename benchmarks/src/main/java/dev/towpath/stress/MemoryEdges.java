package dev.towpath.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** What one thread has written before is there for the other: the memory effects of a channel. */
public final class MemoryEdges {
  private MemoryEdges() {}

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the value and what was written before it")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "nothing there yet")
  @Outcome(expect = FORBIDDEN, desc = "the value came before what was written before it")
  @State
  public static class SendBeforeReceive {
    private final Channel<Integer> channel = Channel.buffered(1);
    private int written;

    @Actor
    public void sends() {
      written = 1;
      channel.sender().trySend(0);
    }

    @Actor
    public void receives(I_Result seen) {
      boolean received = channel.receiver().tryReceive() instanceof TryReceive.Value;
      seen.r1 = received ? written : -1;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the value and what was written before it")
  @Outcome(expect = FORBIDDEN, desc = "the value came before what was written before it")
  @State
  public static class SendBeforeReceiveWhenBothWait {
    private final Channel<Integer> channel = Channel.rendezvous();
    private int written;

    @Actor
    public void sends() {
      written = 1;
      Waits.send(channel.sender(), 0);
    }

    @Actor
    public void receives(I_Result seen) {
      Waits.receive(channel.receiver());
      seen.r1 = written;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the value and what was written before it")
  @Outcome(expect = FORBIDDEN, desc = "the value came before what was written before it")
  @State
  public static class SendBeforeReceiveBySelect {
    private final Channel<Integer> channel = Channel.rendezvous();
    private final Channel<Integer> quiet = Channel.rendezvous();
    private int written;

    @Actor
    public void sends() {
      written = 1;
      Waits.send(channel.sender(), 0);
    }

    @Actor
    public void receives(I_Result seen) {
      seen.r1 =
          Waits.await(
              Select.of(
                  Select.receive(quiet.receiver(), value -> -2),
                  Select.receive(channel.receiver(), value -> written)));
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "a receive began before its send was over")
  @Outcome(expect = FORBIDDEN, desc = "the send was over before its receive began")
  @State
  public static class ReceiveBeforeItsSendIsOver {
    private final Channel<Integer> channel = Channel.rendezvous();
    private int written;

    @Actor
    public void receives() {
      written = 1;
      Waits.receive(channel.receiver());
    }

    @Actor
    public void sends(I_Result seen) {
      Waits.send(channel.sender(), 0);
      seen.r1 = written;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the first receive came before the second send")
  @Outcome(expect = FORBIDDEN, desc = "there was room before somebody had made it")
  @State
  public static class ReceiveBeforeTheSendThatUsesItsRoom {
    private final Channel<Integer> channel = Channel.buffered(1);
    private int written;

    public ReceiveBeforeTheSendThatUsesItsRoom() {
      channel.sender().trySend(0);
    }

    @Actor
    public void receives() {
      written = 1;
      Waits.receive(channel.receiver());
    }

    @Actor
    public void sends(I_Result seen) {
      Waits.send(channel.sender(), 1);
      seen.r1 = written;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the first receive came before the second send")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "no room yet")
  @Outcome(expect = FORBIDDEN, desc = "there was room before somebody had made it")
  @State
  public static class ReceiveBeforeTheTrySendThatUsesItsRoom {
    private final Channel<Integer> channel = Channel.buffered(1);
    private int written;

    public ReceiveBeforeTheTrySendThatUsesItsRoom() {
      channel.sender().trySend(0);
    }

    @Actor
    public void receives() {
      written = 1;
      channel.receiver().tryReceive();
    }

    @Actor
    public void sends(I_Result seen) {
      seen.r1 = channel.sender().trySend(1) == TrySend.SENT ? written : -1;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the end and what was written before it")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not ended yet")
  @Outcome(expect = FORBIDDEN, desc = "the end came before what was written before it")
  @State
  public static class CloseBeforeAReceiveThatSeesIt {
    private final Channel<Integer> channel = Channel.buffered(1);
    private int written;

    @Actor
    public void closes() {
      written = 1;
      channel.sender().close();
    }

    @Actor
    public void receives(I_Result seen) {
      boolean ended = channel.receiver().tryReceive() instanceof TryReceive.Closed;
      seen.r1 = ended ? written : -1;
    }
  }

  @JCStressTest
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "the close and what was written before it")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not closed yet")
  @Outcome(expect = FORBIDDEN, desc = "the close came before what was written before it")
  @State
  public static class CloseBeforeASendThatSeesIt {
    private final Channel<Integer> channel = Channel.buffered(1);
    private int written;

    @Actor
    public void closes() {
      written = 1;
      channel.receiver().close();
    }

    @Actor
    public void sends(I_Result seen) {
      seen.r1 = channel.sender().trySend(0) == TrySend.CLOSED ? written : -1;
    }
  }
}
