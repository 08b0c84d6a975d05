package dev.towpath.lint.model;

/** Which thread runs code that was handed over. */
public enum Where {
  /** An event loop. */
  LOOP,
  /** A small pool whose threads must not wait either: Reactor's parallel, Rx's computation. */
  POOL,
  /** A thread that may wait: a worker, a virtual thread, the common pool. */
  SAFE,
  /** Whoever makes the call. */
  SAME,
  /** Decided by the chain of operators. */
  CHAIN,
  /** Decided by who completes the future. */
  STAGE,
  /** Decided by the executor that the call is made on, or by an executor argument. */
  EXECUTOR;

  public boolean mustNotWait() {
    return this == LOOP || this == POOL;
  }
}
