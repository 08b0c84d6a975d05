package dev.towpath.rxjava3;

/** What RxJava's {@code subscribe} throws, when it does. */
final class Thrown {
  private Thrown() {}

  /** Subscribes; what the source throws is thrown as itself (C10). */
  static void itself(Runnable subscribe) {
    try {
      subscribe.run();
    } catch (NullPointerException e) {
      switch (e.getCause()) { // RxJava puts on a NullPointerException, which by itself has no cause
        case RuntimeException inner -> throw inner;
        case Error inner -> throw inner;
        case null, default -> throw e;
      }
    }
  }
}
