package dev.towpath.samples.tasks;

import dev.towpath.scope.ForkGuard;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Refuses to fork inside a transaction of Spring, which is bound to one thread: a task would work
 * on another connection, see nothing of what was written so far, and stay when it is rolled back.
 * Named in META-INF/services. To copy: it needs {@code spring-tx}, which Towpath does not bring.
 */
// @start region="guard"
public final class SpringTransactionGuard implements ForkGuard {
  @Override
  public Optional<String> refuse() {
    return TransactionSynchronizationManager.isActualTransactionActive()
        ? Optional.of(
            "the transaction '"
                + TransactionSynchronizationManager.getCurrentTransactionName()
                + "' is bound to it, and tasks have no part in it; fork before or after")
        : Optional.empty();
  }
}
// @end
