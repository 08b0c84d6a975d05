package dev.towpath.samples.tasks;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/**
 * The classic: workers send results, and the owner joins them before it reads. As long as the
 * results fit the buffer nobody notices. The channel belongs to the scope, so one result too many
 * is not a program that hangs, but a {@code DeadlockException} that says who waits for whom.
 */
final class Squares {
  private Squares() {}

  // @start region="wrong"
  /** Works up to 16 numbers. */
  static List<Integer> joinThenRead(List<Integer> numbers) throws InterruptedException {
    try (Scope scope = Scope.open("squares")) {
      Channel<Integer> results =
          scope.channel(Channel.<Integer>builder().name("results").capacity(16));
      numbers.forEach(number -> scope.fork(() -> results.sender().send(number * number)));
      scope.join();
      results.sender().close();
      return read(results);
    }
  }

  // @end

  // @start region="right"
  /** Works for any: who joins and closes is a task, and the owner reads meanwhile. */
  static List<Integer> readWhileTheyWork(List<Integer> numbers) throws InterruptedException {
    try (Scope scope = Scope.open("squares")) {
      Channel<Integer> results =
          scope.channel(Channel.<Integer>builder().name("results").capacity(16));
      scope.feed(results.sender(), out -> sendAll(numbers, out));
      return read(results);
    }
  }

  private static void sendAll(List<Integer> numbers, Sender<Integer> out)
      throws InterruptedException {
    try (Scope workers = Scope.open("workers")) {
      numbers.forEach(number -> workers.fork(() -> out.send(number * number)));
      workers.join();
    }
  }

  // @end

  private static List<Integer> read(Channel<Integer> results) {
    List<Integer> all = new ArrayList<>();
    results.receiver().forEach(all::add);
    return all;
  }
}
