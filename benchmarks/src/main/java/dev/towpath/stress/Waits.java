package dev.towpath.stress;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.Select;
import dev.towpath.channel.Sender;

/** Waits that nobody interrupts: an actor must not throw checked exceptions. */
final class Waits {
  private Waits() {}

  static <T> void send(Sender<T> to, T value) {
    try {
      to.send(value);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T receive(Receiver<T> from) {
    try {
      return from.receive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <R> R await(Select<R> select) {
    try {
      return select.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
