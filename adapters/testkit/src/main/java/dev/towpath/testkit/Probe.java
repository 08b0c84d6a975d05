package dev.towpath.testkit;

import dev.towpath.channel.BridgeOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The name and the hooks of one bridge under test, and what was given to the hooks. */
final class Probe {
  private final String name;
  private final List<Object> undelivered = new CopyOnWriteArrayList<>();
  private final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();

  Probe(String name) {
    this.name = name;
  }

  <T> BridgeOptions<T> options() {
    return BridgeOptions.<T>defaults()
        .name(name)
        .onUndelivered(undelivered::add)
        .onLateError(lateErrors::add);
  }

  String name() {
    return name;
  }

  /** What was given to {@code onUndelivered}, in order. */
  List<Object> undelivered() {
    return undelivered;
  }

  /** What was given to {@code onLateError}, in order. */
  List<Throwable> lateErrors() {
    return lateErrors;
  }
}
