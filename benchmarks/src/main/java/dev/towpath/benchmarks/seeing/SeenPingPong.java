package dev.towpath.benchmarks.seeing;

import dev.towpath.channel.Channel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** A question and its answer, for which both threads wait each time. */
public class SeenPingPong extends Seen {
  private static final int TURNS = 20_000;

  @Benchmark
  @OperationsPerInvocation(TURNS)
  public int turn() throws Exception {
    Channel<Integer> questions = channel("questions", 0);
    Channel<Integer> answers = channel("answers", 0);
    Thread other =
        Thread.startVirtualThread(() -> {
          try {
            for (int question : questions.receiver()) {
              answers.sender().send(question + 1);
            }
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    int[] last = {0};
    Thread.startVirtualThread(() -> last[0] = ask(questions, answers)).join();
    other.join();
    if (last[0] != TURNS) {
      throw new IllegalStateException("questions lost: " + last[0] + ", not " + TURNS);
    }
    return last[0];
  }

  private static int ask(Channel<Integer> questions, Channel<Integer> answers) {
    try (var asking = questions.sender()) {
      int last = 0;
      for (int i = 0; i < TURNS; i++) {
        asking.send(last);
        last = answers.receiver().receive();
      }
      return last;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
