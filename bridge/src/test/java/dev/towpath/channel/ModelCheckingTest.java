package dev.towpath.channel;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits, in as many interleavings as there is time for, spurious wake-ups included. */
@Tag("heavy")
@Timeout(300)
class ModelCheckingTest {
  private static int usualSpins;

  private static final int INTERLEAVINGS = 100;
  private static final int INTERLEAVINGS_OF_SELECTS = 25; // which have many steps

  /** A thread of a scenario. Platform threads: the model checker knows no others. */
  private static final class Actor<V> {
    private final AtomicReference<Object> outcome = new AtomicReference<>();
    private final Thread thread;

    Actor(Callable<V> body) {
      thread =
          new Thread(() -> {
            try {
              outcome.set(body.call());
            } catch (Exception e) {
              outcome.set(e.getClass().getSimpleName());
            }
          });
      thread.start();
    }

    Object outcome() throws InterruptedException {
      thread.join();
      return outcome.get();
    }
  }

  @BeforeAll
  static void spinsAreShort() {
    usualSpins = Patience.mostSpins;
    Patience.mostSpins = 6;
  }

  @AfterAll
  static void spinsAreAsUsual() {
    Patience.mostSpins = usualSpins;
  }

  private static Object sent(Sender<Integer> to, int value) throws InterruptedException {
    to.send(value);
    return "sent";
  }

  private interface Scenario {
    void run() throws Exception;
  }

  private static void check(Scenario scenario) {
    check(INTERLEAVINGS, scenario);
  }

  private static void check(int interleavings, Scenario scenario) {
    Lincheck.runConcurrentTest(
        interleavings,
        () -> {
          try {
            scenario.run();
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static void require(boolean condition, Object seen) {
    if (!condition) {
      throw new AssertionError("not allowed: " + seen);
    }
  }

  @Test
  void sendMeetsReceive() {
    check(() -> {
      Channel<Integer> channel = Channel.rendezvous();
      var sending = new Actor<>(() -> sent(channel.sender(), 1));
      int received = channel.receiver().receive();
      require(received == 1, received);
      require(sending.outcome().equals("sent"), sending.outcome());
    });
  }

  @Test
  void interruptedSendIsDeliveredOrNot() {
    check(() -> {
      Channel<Integer> channel = Channel.rendezvous();
      var sending = new Actor<>(() -> sent(channel.sender(), 1));
      var receiving = new Actor<>(() -> channel.receiver().tryReceive());
      sending.thread.interrupt();
      boolean received = receiving.outcome().equals(new TryReceive.Value<>(1));
      String expected = received ? "sent" : "InterruptedException";
      require(sending.outcome().equals(expected), sending.outcome() + ", " + received);
      require(channel.counts().sent() == (received ? 1 : 0), channel.counts());
    });
  }

  @Test
  void interruptedReceiveHasItsValueOrNot() {
    check(() -> {
      Channel<Integer> channel = Channel.rendezvous();
      var receiving = new Actor<>(() -> channel.receiver().receive());
      var sending = new Actor<>(() -> channel.sender().trySend(1));
      receiving.thread.interrupt();
      Object expected = sending.outcome() == TrySend.SENT ? 1 : "InterruptedException";
      require(receiving.outcome().equals(expected), receiving.outcome());
    });
  }

  @Test
  void closeLosesNoValueOfAWaitingSender() {
    check(() -> {
      Channel<Integer> channel = Channel.buffered(1);
      channel.sender().send(1);
      var sending = new Actor<>(() -> sent(channel.sender(), 2));
      var closing =
          new Actor<>(() -> {
            channel.sender().close();
            return "";
          });
      List<Integer> received = new ArrayList<>();
      for (Integer value : channel.receiver()) {
        received.add(value);
      }
      closing.outcome();
      List<Integer> expected = sending.outcome().equals("sent") ? List.of(1, 2) : List.of(1);
      require(received.equals(expected), received);
    });
  }

  @Test
  void receiversCloseLeavesEachValueInOnePlace() {
    check(() -> {
      List<Integer> undelivered = new ArrayList<>();
      Channel<Integer> channel =
          Channel.<Integer>builder().capacity(1).onUndelivered(undelivered::add).build();
      var first = new Actor<>(() -> sent(channel.sender(), 1));
      var second = new Actor<>(() -> sent(channel.sender(), 2));
      channel.receiver().close();
      int sent =
          (first.outcome().equals("sent") ? 1 : 0) + (second.outcome().equals("sent") ? 1 : 0);
      require(undelivered.size() == sent && sent <= 1, undelivered + ", " + sent);
      require(channel.counts().equals(new Channel.Counts(sent, 0, sent, 0)), channel.counts());
    });
  }

  @Test
  void bufferMakesSendersWaitAndWakesThem() {
    check(() -> {
      Channel<Integer> channel = Channel.buffered(1);
      var sending =
          new Actor<>(() -> {
            channel.sender().send(1);
            channel.sender().send(2);
            return sent(channel.sender(), 3);
          });
      for (int i = 1; i <= 3; i++) {
        int received = channel.receiver().receive();
        require(received == i, received);
      }
      require(sending.outcome().equals("sent"), sending.outcome());
    });
  }

  @Test
  void selectTakesOneOfTwoAndLeavesTheOther() {
    check(
        INTERLEAVINGS_OF_SELECTS,
        () -> {
          Channel<Integer> left = Channel.rendezvous();
          Channel<Integer> right = Channel.rendezvous();
          var toLeft = new Actor<>(() -> left.sender().trySend(1));
          var toRight = new Actor<>(() -> sent(right.sender(), 2));
          Select<Integer> select =
              Select.of(
                  Select.receive(left.receiver(), v -> v),
                  Select.receive(right.receiver(), v -> v));
          int first = select.await();
          int rest = toLeft.outcome() == TrySend.SENT ? 3 - first : first - 2;
          if (rest != 0) {
            rest -= select.await();
          }
          require(rest == 0, first);
          require(toRight.outcome().equals("sent"), toRight.outcome());
        });
  }

  @Test
  void selectsThatFaceEachOtherAgree() {
    check(
        INTERLEAVINGS_OF_SELECTS,
        () -> {
          Channel<Integer> a = Channel.rendezvous();
          Channel<Integer> b = Channel.rendezvous();
          var other =
              new Actor<>(() ->
                  Select.of(
                          Select.receive(a.receiver(), v -> "a"),
                          Select.send(b.sender(), 1, () -> "b"))
                      .await());
          String mine =
              Select.of(
                      Select.receive(b.receiver(), v -> "b"), Select.send(a.sender(), 1, () -> "a"))
                  .await();
          require(other.outcome().equals(mine), mine);
          require(a.counts().sent() + b.counts().sent() == 1, a.counts());
        });
  }

  @Test
  void watcherIsToldOfEveryValueThatItDidNotFind() {
    check(() -> {
      Channel<Integer> channel = Channel.buffered(1);
      AtomicReference<Object> seen = new AtomicReference<>();
      var sending = new Actor<>(() -> channel.sender().trySend(1));
      channel.receiver().whenReadable(() -> seen.set(channel.receiver().tryReceive()));
      sending.outcome();
      require(new TryReceive.Value<>(1).equals(seen.get()), seen.get());
    });
  }

  @Test
  void demandIsUsedUpOnce() {
    check(() -> {
      DemandChannel<Integer> channel = new DemandChannel<>("demand", () -> {}, v -> {});
      var first = new Actor<>(() -> sent(channel.sender(), 1));
      var second = new Actor<>(() -> channel.sender().trySend(2));
      channel.request(1);
      boolean other = second.outcome() == TrySend.SENT;
      require(channel.counts().sent() <= 1, channel.counts());
      if (other) {
        channel.request(1);
      }
      require(first.outcome().equals("sent"), first.outcome());
      require(channel.counts().sent() == (other ? 2 : 1), channel.counts());
    });
  }
}
