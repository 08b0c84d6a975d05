package dev.towpath.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The channel on which nothing ever happens: Go's nil channel. Has no state at all. */
final class NeverEngine<T> extends Engine<T> {
  NeverEngine() {
    super("never", Hooks.none());
  }

  @Override
  TrySend trySend(T value) {
    return TrySend.FULL;
  }

  @Override
  @Nullable Object poll() {
    return null;
  }

  @Override
  TrySend sendNow(T value) {
    return TrySend.FULL;
  }

  @Override
  @Nullable Object takeNow() {
    return null;
  }

  @Override
  int offerAll(List<T> values) {
    return 0;
  }

  @Override
  List<T> drain(int max) {
    return List.of();
  }

  @Override
  void giveBack(List<T> values) {}

  @Override
  void end(@Nullable Throwable cause) {}

  @Override
  void stop() {}

  @Override
  boolean isOpen() {
    return true;
  }

  @Override
  @Nullable Throwable failure() {
    return null;
  }

  @Override
  int capacity() {
    return 0;
  }

  @Override
  Channel.Counts counts() {
    return new Channel.Counts(0, 0, 0, 0);
  }

  @Override
  void whenReadable(Runnable watcher) {}

  @Override
  void whenWritable(Runnable watcher) {}

  @Override
  boolean looksReadable() {
    return false;
  }

  @Override
  boolean looksWritable() {
    return false;
  }

  @Override
  boolean stay(Waiter<T> sender) {
    return false;
  }

  @Override
  void lock() {}

  @Override
  boolean tryLock() {
    return true;
  }

  @Override
  void unlock() {}

  @Override
  @Nullable Runnable takeLeft() {
    return null;
  }

  @Override
  void release() {}

  @Override
  boolean meet(Waiter<T> waiter) {
    return false;
  }

  @Override
  void enqueue(Waiter<T> waiter) {}

  @Override
  void comeBack(Waiter<T> waiter) {}

  @Override
  void withdraw(Waiter<T> waiter) {}
}
