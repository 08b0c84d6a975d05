package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Hooks;

/** What came too late, and where it went: the options' hooks and Reactor's own. */
final class Late implements AutoCloseable {
  final List<Object> undelivered = new CopyOnWriteArrayList<>();
  final List<Throwable> lateErrors = new CopyOnWriteArrayList<>();
  final List<Object> discarded = new CopyOnWriteArrayList<>();
  final List<Throwable> droppedErrors = new CopyOnWriteArrayList<>();
  final List<Object> droppedValues = new CopyOnWriteArrayList<>();

  Late() {
    Hooks.onErrorDropped(droppedErrors::add);
    Hooks.onNextDropped(droppedValues::add);
  }

  <T> BridgeOptions<T> options() {
    return BridgeOptions.<T>defaults().onUndelivered(undelivered::add).onLateError(lateErrors::add);
  }

  @Override
  public void close() {
    Hooks.resetOnErrorDropped();
    Hooks.resetOnNextDropped();
  }
}
