package dev.towpath.samples.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.scope.BoundedExecutor;
import dev.towpath.scope.Scope;
import dev.towpath.scope.ScopeOptions;
import dev.towpath.scope.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

@Timeout(60)
class SpringTransactionGuardTest {
  /** Spring's own handling of transactions, over a database that is not there. */
  private static final class NoDatabase extends AbstractPlatformTransactionManager {
    private static final long serialVersionUID = 1;

    @Override
    protected Object doGetTransaction() {
      return "connection";
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {}

    @Override
    protected void doCommit(DefaultTransactionStatus status) {}

    @Override
    protected void doRollback(DefaultTransactionStatus status) {}
  }

  private final TransactionTemplate transaction = new TransactionTemplate(new NoDatabase());

  SpringTransactionGuardTest() {
    transaction.setName("ship order");
  }

  @Test
  void aForkInsideATransactionIsRefused() throws Exception {
    try (Scope scope = Scope.open("shipping")) {
      transaction.executeWithoutResult(status ->
          assertThatThrownBy(() -> scope.fork(() -> "tea"))
              .isInstanceOf(IllegalStateException.class)
              .hasMessageStartingWith("fork in scope 'shipping' by thread '")
              .hasMessageContaining("the transaction 'ship order' is bound to it"));

      Task<String> afterwards = scope.fork(() -> "tea");
      scope.join();

      assertThat(afterwards.get()).isEqualTo("tea");
    }
  }

  @Test
  void whoMeansItSaysSo() throws Exception {
    try (Scope scope = Scope.open(ScopeOptions.defaults().withoutForkGuards())) {
      Task<String> inside = transaction.execute(status -> scope.fork(() -> "tea"));
      scope.join();

      assertThat(inside.get()).isEqualTo("tea");
    }
  }

  @Test
  void anExecutorAsksOnlyIfItWasBuiltSo() {
    try (BoundedExecutor plain = BoundedExecutor.of(1, 1);
        BoundedExecutor guarded = BoundedExecutor.builder(1, 1).withForkGuards().build()) {
      transaction.executeWithoutResult(status -> {
        plain.execute(() -> {});

        assertThatThrownBy(() -> guarded.execute(() -> {}))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("submit to executor 'executor' by thread '");
      });
      assertThat(guarded.counts().completed()).isZero();
    }
  }
}
