package dev.towpath.channel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An engine in front of another, which does the work. */
abstract class ForwardingEngine<T> extends Engine<T> {
  private final Engine<T> engine;

  ForwardingEngine(Engine<T> engine) {
    super(engine.name(), engine.hooks);
    this.engine = engine;
  }

  @Override
  TrySend trySend(T value) {
    return engine.trySend(value);
  }

  @Override
  @Nullable Object poll() {
    return engine.poll();
  }

  @Override
  TrySend sendNow(T value) {
    return engine.sendNow(value);
  }

  @Override
  @Nullable Object takeNow() {
    return engine.takeNow();
  }

  @Override
  int offerAll(List<T> values) {
    return engine.offerAll(values);
  }

  @Override
  List<T> drain(int max) {
    return engine.drain(max);
  }

  @Override
  final void giveBack(List<T> values) {
    engine.giveBack(values);
  }

  @Override
  void end(@Nullable Throwable cause) {
    engine.end(cause);
  }

  @Override
  void stop() {
    engine.stop();
  }

  @Override
  final boolean isOpen() {
    return engine.isOpen();
  }

  @Override
  final @Nullable Throwable failure() {
    return engine.failure();
  }

  @Override
  final int capacity() {
    return engine.capacity();
  }

  @Override
  final Channel.Counts counts() {
    return engine.counts();
  }

  @Override
  void whenReadable(Runnable watcher) {
    engine.whenReadable(watcher);
  }

  @Override
  void whenWritable(Runnable watcher) {
    engine.whenWritable(watcher);
  }

  @Override
  final boolean looksReadable() {
    return engine.looksReadable();
  }

  @Override
  final boolean looksWritable() {
    return engine.looksWritable();
  }

  @Override
  final Patience patience() {
    return engine.patience();
  }

  @Override
  final boolean stay(Waiter<T> sender) {
    return engine.stay(sender);
  }

  @Override
  final @Nullable Runnable takeLeft() {
    return engine.takeLeft();
  }

  @Override
  final void release() {
    engine.release();
  }

  @Override
  final void lock() {
    engine.lock();
  }

  @Override
  final boolean tryLock() {
    return engine.tryLock();
  }

  @Override
  final void unlock() {
    engine.unlock();
  }

  @Override
  boolean meet(Waiter<T> waiter) {
    return engine.meet(waiter);
  }

  @Override
  final void enqueue(Waiter<T> waiter) {
    engine.enqueue(waiter);
  }

  @Override
  final void comeBack(Waiter<T> waiter) {
    engine.comeBack(waiter);
  }

  @Override
  final void withdraw(Waiter<T> waiter) {
    engine.withdraw(waiter);
  }
}
