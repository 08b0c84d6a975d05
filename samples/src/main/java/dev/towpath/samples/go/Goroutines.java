package dev.towpath.samples.go;

import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.ArrayList;
import java.util.List;

/** {@code go} and {@code WaitGroup}: start, and wait for all. */
final class Goroutines {
  private Goroutines() {}

  // @start region="program"
  static int sumOfSquares(List<Integer> numbers) throws InterruptedException {
    List<Task<Integer>> squares = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      for (int n : numbers) {
        squares.add(scope.fork(() -> n * n));
      }
      scope.join(); // the join point
    }
    return squares.stream().mapToInt(Task::get).sum();
  }
  // @end
}
