package dev.towpath.samples.go;

import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** The first failure stops the others. */
final class ErrGroup {
  private ErrGroup() {}

  // @start region="program"
  static List<String> fetched(List<Callable<String>> calls) throws InterruptedException {
    List<Task<String>> tasks = new ArrayList<>();
    try (Scope group = Scope.open()) {
      for (Callable<String> call : calls) {
        tasks.add(group.fork(call));
      }
      group.join(); // g.Wait(): throws the first failure, after the others have ended
    }
    return tasks.stream().map(Task::get).toList();
  }
  // @end
}
