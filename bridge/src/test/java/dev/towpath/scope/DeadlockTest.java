package dev.towpath.scope;

import static dev.towpath.channel.Select.receive;
import static dev.towpath.channel.Select.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deadlocks of the primers of Go, and some of our own: found, and said in words. */
@Timeout(20)
class DeadlockTest {
  private final String me = "'" + Thread.currentThread().getName() + "'";

  /** What the body does in a scope of the name, and the deadlock that it runs into. */
  private interface Body {
    void in(Scope scope) throws Exception;
  }

  private static String deadlockOf(Body body) {
    return deadlockOf(ScopeOptions.defaults().name("fetch"), body);
  }

  private static String deadlockOf(ScopeOptions options, Body body) {
    try (Scope scope = Scope.open(options)) {
      body.in(scope);
      throw new AssertionError("no deadlock");
    } catch (DeadlockException e) {
      return String.valueOf(e.getMessage());
    } catch (Exception e) {
      throw new AssertionError("no deadlock but " + e, e);
    }
  }

  private static Channel<String> rendezvous(Scope scope, String name) {
    return scope.channel(Channel.<String>builder().name(name));
  }

  private static Channel<String> buffered(Scope scope, String name, int capacity) {
    return scope.channel(Channel.<String>builder().name(name).capacity(capacity));
  }

  @Test
  void self_aSendWithNobodyThereButTheSender() {
    String message = deadlockOf(scope -> rendezvous(scope, "tea").sender().send("green"));

    assertThat(message)
        .isEqualTo(
            "deadlock in scope 'fetch':\n  "
                + me
                + " waits to send on 'tea' (a rendezvous), which has had no receiver");
  }

  @Test
  void self_aReceiveWithNobodyThereButTheReceiver() {
    String message = deadlockOf(scope -> buffered(scope, "tea", 2).receiver().receive());

    assertThat(message)
        .isEqualTo(
            "deadlock in scope 'fetch':\n  "
                + me
                + " waits to receive from 'tea' (empty, 0/2), which has had no sender");
  }

  @Test
  void self_aBufferFilledByWhoWouldReadItAfterwards() {
    String message =
        deadlockOf(scope -> {
          Channel<String> tea = buffered(scope, "tea", 2);
          for (String kind : List.of("green", "black", "white")) {
            tea.sender().send(kind);
          }
        });

    assertThat(message).contains(me + " waits to send on 'tea' (full, 2/2)");
  }

  @Test
  void circular_eachReceivesBeforeItSends() {
    String message =
        deadlockOf(scope -> {
          Channel<String> left = rendezvous(scope, "left");
          Channel<String> right = rendezvous(scope, "right");
          scope.fork("a", () -> relay(left.receiver(), right.sender()));
          scope.fork("b", () -> relay(right.receiver(), left.sender()));
          scope.join();
        });

    assertThat(message)
        .startsWith("deadlock in scope 'fetch':")
        .contains(me + " waits to join scope 'fetch'")
        .contains("'a' waits to receive from 'left' (a rendezvous), which has had no sender: ")
        .contains("'b' waits to receive from 'right' (a rendezvous), which has had no sender: ");
  }

  @Test
  void circular_philosophersWhoAllTakeTheLeftForkFirst() {
    String message =
        deadlockOf(scope -> {
          List<Channel<String>> forks = new ArrayList<>();
          for (int i = 0; i < 5; i++) {
            forks.add(buffered(scope, "fork " + i, 1));
          }
          CountDownLatch seated = new CountDownLatch(5);
          for (int i = 0; i < 5; i++) {
            Sender<String> left = forks.get(i).sender();
            Sender<String> right = forks.get((i + 1) % 5).sender();
            scope.fork(
                "philosopher " + i,
                () -> {
                  left.send("taken");
                  seated.countDown();
                  seated.await();
                  right.send("taken");
                  return null;
                });
          }
          scope.join();
        });

    assertThat(message)
        .contains(
            "'philosopher 4' waits to send on 'fork 0' (full, 1/1), which has had no receiver")
        .contains("'philosopher 0' waits to send on 'fork 1' (full, 1/1)");
  }

  @Test
  void missingReceiver_theOwnerJoinsBeforeItReads() {
    String message =
        deadlockOf(scope -> {
          Channel<String> results = buffered(scope, "results", 16);
          Channel<String> go = rendezvous(scope, "go");
          scope.fork(
              "worker-3",
              () -> {
                for (int i = 0; i < 20; i++) {
                  results.sender().send("result");
                }
                return go.receiver().receive();
              });
          results.receiver().receive();
          scope.join();
        });

    assertThat(message)
        .contains(
            "'worker-3' waits to send on 'results' (full, 16/16), whose only receiver "
                + me
                + " waits to join scope 'fetch'");
  }

  @Test
  void missingReceiver_thatWasNeverMade() {
    String message =
        deadlockOf(scope -> {
          Channel<String> results = rendezvous(scope, "results");
          scope.fork(
              "worker",
              () -> {
                results.sender().send("result");
                return null;
              });
          scope.join();
        });

    assertThat(message)
        .contains(
            "'worker' waits to send on 'results' (a rendezvous), which has had no receiver: "
                + me
                + " waits to join scope 'fetch'");
  }

  @Test
  void missingSender_thatForgotToClose() {
    String message =
        deadlockOf(scope -> {
          Channel<String> lines = rendezvous(scope, "lines");
          scope.fork(
              "reader",
              () -> {
                lines.receiver().forEach(line -> {});
                return null;
              });
          scope.fork(
              "writer",
              () -> {
                lines.sender().send("last");
                return null;
              });
          scope.join();
        });

    assertThat(message)
        .contains(
            "'reader' waits to receive from 'lines' (a rendezvous), whose only sender 'writer' has"
                + " ended");
  }

  @Test
  void missingSender_ofSeveralWhoHaveAllEnded() {
    String message =
        deadlockOf(scope -> {
          Channel<String> lines = buffered(scope, "lines", 4);
          scope.fork("a", () -> lines.sender().trySend("line"));
          scope.fork("b", () -> lines.sender().trySend("line"));
          lines.receiver().forEach(line -> {});
        });

    assertThat(message)
        .contains("'lines' (empty, 0/4), whose senders are stuck: ")
        .contains("'a' has ended")
        .contains("'b' has ended");
  }

  @Test
  void aSelectIsStuckWhenAllItsCasesAre() {
    String message =
        deadlockOf(scope -> {
          Channel<String> in = rendezvous(scope, "in");
          Channel<String> out = rendezvous(scope, "out");
          Select.of(
                  receive(in.receiver(), value -> value),
                  receive(Channel.<String>never().receiver(), value -> value),
                  send(out.sender(), "tea", () -> "sent"))
              .await();
        });

    assertThat(message)
        .contains("receive from 'in' (a rendezvous), which has had no sender")
        .contains(" or to ")
        .contains("send on 'out' (a rendezvous), which has had no receiver");
  }

  @Test
  void tasksThatWaitForAPlaceAreNamedWhenNoneWillBeFree() {
    String message =
        deadlockOf(
            ScopeOptions.defaults().name("fetch").limit(1),
            scope -> {
              Channel<String> hand = rendezvous(scope, "hand");
              scope.fork("taker", () -> hand.receiver().receive());
              scope.fork(
                  "giver",
                  () -> {
                    hand.sender().send("tea");
                    return null;
                  });
              scope.join();
            });

    assertThat(message)
        .contains("'taker' waits to receive from 'hand'")
        .contains("1 of scope 'fetch' have not begun: all its places are taken");
  }

  @Test
  void ofMany_theFirstAreNamed() {
    String message =
        deadlockOf(scope -> {
          Channel<String> tea = rendezvous(scope, "tea");
          for (int i = 0; i < 100; i++) {
            scope.fork(() -> tea.receiver().receive());
          }
          scope.join();
        });

    assertThat(message.lines()).hasSize(42).last().isEqualTo("  and 61 more");
  }

  @Test
  void onlyTheInnerScopeFailsWhenOnlyThatIsStuck() throws Exception {
    try (Scope outer = Scope.open("outer")) {
      Channel<String> beside = rendezvous(outer, "beside");

      String message =
          deadlockOf(scope -> {
            Channel<String> inside = rendezvous(scope, "inside");
            scope.fork("inner task", () -> inside.receiver().receive());
            scope.join();
          });

      assertThat(message).startsWith("deadlock in scope 'fetch'").doesNotContain("beside");
      outer.fork(() -> beside.receiver().receive());
      beside.sender().send("goes on");
      outer.join();
      assertThat(outer.isCancelled()).isFalse();
    }
  }

  @Test
  void theOuterScopeFailsWhenTasksOfTheInnerWaitForIt() {
    String message =
        deadlockOf(scope -> {
          Channel<String> shared = rendezvous(scope, "shared");
          scope.fork(
              "middle",
              () -> {
                try (Scope inner = Scope.open("inner")) {
                  inner.fork("leaf", () -> shared.receiver().receive());
                  inner.join();
                }
                return null;
              });
          scope.join();
        });

    assertThat(message)
        .startsWith("deadlock in scope 'fetch':")
        .contains("'middle' waits to join scope 'inner'")
        .contains("'leaf' waits to receive from 'shared'");
  }

  @Test
  void allTasksEndAndTheScopeCanBeClosed() {
    List<Task<String>> tasks = new ArrayList<>();

    deadlockOf(scope -> {
      Channel<String> tea = rendezvous(scope, "tea");
      tasks.add(scope.fork(() -> tea.receiver().receive()));
      tasks.add(scope.fork(() -> tea.receiver().receive()));
      scope.join();
    });

    assertThat(tasks).allMatch(task -> task.state() == Task.State.UNAVAILABLE);
  }

  @Test
  void aScopeThatDoesNotInterruptEndsItsStuckTasksToo() {
    String message =
        deadlockOf(
            ScopeOptions.defaults().name("fetch").withoutInterrupt(),
            scope -> {
              Channel<String> tea = rendezvous(scope, "tea");
              scope.fork("drinker", () -> tea.receiver().receive());
              scope.join();
            });

    assertThat(message).contains("'drinker' waits to receive from 'tea'");
  }

  @Test
  void whatWasBufferedIsStillThereAfterwards() {
    List<String> left = new ArrayList<>();
    List<Channel<String>> made = new ArrayList<>();

    deadlockOf(scope -> {
      made.add(buffered(scope, "tea", 1));
      made.get(0).sender().send("green");
      made.get(0).sender().send("black");
    });

    made.get(0).sender().close();
    made.get(0).receiver().forEach(left::add);
    assertThat(left).containsExactly("green");
    assertThatThrownBy(() -> made.get(0).receiver().receive())
        .isInstanceOf(ChannelClosedException.class);
  }

  private static Void relay(Receiver<String> from, Sender<String> to) throws InterruptedException {
    to.send(from.receive());
    return null;
  }
}
