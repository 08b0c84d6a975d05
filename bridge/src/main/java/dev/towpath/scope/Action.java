package dev.towpath.scope;

/** A task body without a result, which may throw anything. */
@FunctionalInterface
public interface Action {
  /**
   * Does the work.
   *
   * @throws Exception whatever went wrong; it becomes the task's failure
   */
  void run() throws Exception;
}
