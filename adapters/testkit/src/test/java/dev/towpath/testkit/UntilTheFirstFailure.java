package dev.towpath.testkit;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Runs what {@link BrokenBridgesTest} asks for, up to the first test that fails: one is enough, and
 * a broken bridge can keep the next one waiting for long. Without being asked, nothing runs.
 */
final class UntilTheFirstFailure implements ExecutionCondition, TestWatcher {
  static final String ASKED_FOR = "towpath.testkit.broken";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(UntilTheFirstFailure.class);

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getConfigurationParameter(ASKED_FOR).isEmpty()) {
      return ConditionEvaluationResult.disabled("is run by BrokenBridgesTest");
    }
    return ofThisRun(context).get("failed") == null
        ? ConditionEvaluationResult.enabled("nothing has failed yet")
        : ConditionEvaluationResult.disabled("was caught already");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    ofThisRun(context).put("failed", true);
  }

  private static ExtensionContext.Store ofThisRun(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }
}
