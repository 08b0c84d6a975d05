package dev.towpath.benchmarks.rivals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/** Virtual threads that are started together, and what they returned. */
final class Threads {
  private final List<FutureTask<Long>> tasks = new ArrayList<>();

  /** Adds a thread whose result counts. */
  Threads add(Callable<Long> body) {
    tasks.add(new FutureTask<>(body));
    return this;
  }

  /** Starts all, waits for all and returns the sum of what they returned. */
  long run() throws Exception {
    tasks.forEach(Thread::startVirtualThread);
    long sum = 0;
    for (Future<Long> task : tasks) {
      sum += task.get();
    }
    return sum;
  }
}
