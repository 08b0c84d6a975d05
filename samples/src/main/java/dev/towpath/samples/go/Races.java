package dev.towpath.samples.go;

import dev.towpath.scope.Scope;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A counter and a map that several change. */
final class Races {
  private Races() {}

  // @start region="program"
  static int counter(int tasks, int each) throws InterruptedException {
    AtomicInteger counter = new AtomicInteger(); // int counter; counter++ loses some
    try (Scope scope = Scope.open()) {
      for (int task = 0; task < tasks; task++) {
        scope.fork(() -> {
          for (int i = 0; i < each; i++) {
            counter.incrementAndGet();
          }
        });
      }
      scope.join();
    }
    return counter.get();
  }

  static Map<String, Integer> words(List<String> words) throws InterruptedException {
    Map<String, Integer> counts = new ConcurrentHashMap<>(); // a HashMap loses some, or worse
    try (Scope scope = Scope.open()) {
      for (String word : words) {
        scope.fork(() -> {
          counts.merge(word, 1, Integer::sum); // get and put would still be a race
        });
      }
      scope.join();
    }
    return counts;
  }
  // @end
}
