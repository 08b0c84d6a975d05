package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ForkGuardTest {
  private final AtomicInteger begun = new AtomicInteger();

  @Test
  void aForkInsideABoundTransactionIsRefusedWithTheReasonAndTheWayOut() throws Exception {
    try (Scope scope = Scope.open("kettle")) {
      BoundTransaction.run(() ->
          assertThatThrownBy(() -> scope.fork(begun::incrementAndGet))
              .isInstanceOf(IllegalStateException.class)
              .hasMessage(
                  "fork in scope 'kettle' by thread '"
                      + Thread.currentThread().getName()
                      + "', which must not: a transaction is bound to it; fork before it begins"));

      scope.join();
    }
    assertThat(begun).hasValue(0);
  }

  @Test
  void aScopeThatWasToldSoForksAllTheSame() throws Exception {
    AtomicReference<Task<Integer>> task = new AtomicReference<>();
    try (Scope scope = Scope.open(ScopeOptions.defaults().withoutForkGuards())) {
      BoundTransaction.run(() -> task.set(scope.fork(begun::incrementAndGet)));

      scope.join();
    }
    assertThat(task.get().get()).isEqualTo(1);
  }

  @Test
  void withoutATransactionNothingIsRefused() throws Exception {
    try (Scope scope = Scope.open()) {
      scope.fork(begun::incrementAndGet);

      scope.join();
    }
    assertThat(begun).hasValue(1);
  }

  @Test
  void anExecutorIsNotGuardedUnlessItWasBuiltSo() throws Exception {
    try (BoundedExecutor plain = BoundedExecutor.of(1, 1);
        BoundedExecutor guarded =
            BoundedExecutor.builder(1, 1).name("kettles").withForkGuards().build()) {
      BoundTransaction.run(() -> {
        plain.execute(begun::incrementAndGet);
        for (Runnable submit :
            List.<Runnable>of(
                () -> guarded.execute(begun::incrementAndGet),
                () -> guarded.submit(begun::incrementAndGet))) {
          assertThatThrownBy(submit::run)
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("submit to executor 'kettles' by thread '")
              .hasMessageEndingWith("a transaction is bound to it; fork before it begins");
        }
      });

      guarded.submit(begun::incrementAndGet).get();
    }
    assertThat(begun).hasValue(2);
  }
}
