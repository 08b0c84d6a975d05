package dev.towpath.scope;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** {@link Scope#firstSuccess}. */
final class FirstSuccess {
  private static final ScopeOptions OPTIONS =
      ScopeOptions.defaults().name("first success").policy(Policy.FIRST_SUCCESS);

  private FirstSuccess() {}

  static <T extends @Nullable Object> T of(Collection<? extends Callable<? extends T>> bodies)
      throws InterruptedException {
    try (Scope scope = Scope.open(OPTIONS)) {
      List<Task<T>> tasks = new ArrayList<>();
      for (Callable<? extends T> body : bodies) {
        tasks.add(scope.fork(body));
      }
      scope.join();
      return tasks.stream()
          .filter(task -> task.state() == Task.State.SUCCESS)
          .findFirst()
          .orElseThrow()
          .get();
    }
  }
}
