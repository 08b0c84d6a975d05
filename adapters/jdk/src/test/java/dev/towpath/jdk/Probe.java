package dev.towpath.jdk;

import dev.towpath.channel.BridgeOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hooks that remember what they were given. */
final class Probe {
  private final List<Object> undelivered = new CopyOnWriteArrayList<>();
  private final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();

  <T> BridgeOptions<T> options() {
    return BridgeOptions.<T>defaults()
        .name("probed")
        .onUndelivered(undelivered::add)
        .onLateError(lateErrors::add);
  }

  List<Object> undelivered() {
    return undelivered;
  }

  List<Throwable> lateErrors() {
    return lateErrors;
  }
}
