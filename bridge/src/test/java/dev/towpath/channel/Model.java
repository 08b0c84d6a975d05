package dev.towpath.channel;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * What a channel is meant to do, for one thread and without any care for speed. Waiting is a place
 * in line.
 */
final class Model {
  /** Somebody in line: how it was settled, or not yet. */
  static final class Peer {
    Integer value;
    Waiter.Outcome outcome;

    Peer(Integer value) {
      this.value = value;
    }
  }

  final int capacity;
  final Overflow overflow;
  final Deque<Integer> buffer = new ArrayDeque<>();
  final Deque<Peer> senders = new ArrayDeque<>();
  final Deque<Peer> receivers = new ArrayDeque<>();
  final List<Integer> undelivered = new ArrayList<>();
  boolean ended;
  boolean stopped;
  Object cause; // a Throwable, or OverflowException.class
  int stops;
  long sent;
  long received;
  long taken;
  int readableWatchers;
  int writableWatchers;
  int told;

  Model(int capacity, Overflow overflow) {
    this.capacity = capacity;
    this.overflow = overflow;
  }

  TrySend offer(int value) {
    if (ended || stopped) {
      return TrySend.CLOSED;
    }
    if (!receivers.isEmpty()) {
      Peer receiver = receivers.poll();
      receiver.value = value;
      receiver.outcome = Waiter.Outcome.RECEIVED;
      sent++;
      received++;
    } else if (buffer.size() < capacity) {
      buffer.add(value);
      sent++;
    } else {
      switch (overflow) {
        case WAIT -> {
          return TrySend.FULL;
        }
        case DROP_NEWEST -> {
          sent++;
          undelivered.add(value);
        }
        case DROP_OLDEST -> {
          sent++;
          undelivered.add(buffer.poll());
          buffer.add(value);
        }
        case FAIL -> {
          end(OverflowException.class);
          return TrySend.CLOSED;
        }
      }
    }
    tellWatchers();
    return TrySend.SENT;
  }

  /** A value, null, or {@link Engine#END}. */
  Object poll() {
    Object value = take();
    if (value instanceof Integer) {
      taken++;
    }
    return value;
  }

  private Object take() {
    Object value = buffer.poll();
    Peer sender = value != null || capacity == 0 ? senders.poll() : null;
    if (sender != null) {
      sender.outcome = Waiter.Outcome.SENT;
      sent++;
      if (value == null) {
        value = sender.value;
      } else {
        buffer.add(sender.value);
      }
    }
    if (value == null) {
      return ended || stopped ? Engine.END : null;
    }
    received++;
    tellWatchers();
    return value;
  }

  List<Integer> drain(int max) {
    List<Integer> values = new ArrayList<>();
    while (values.size() < max && take() instanceof Integer value) {
      values.add(value);
    }
    taken += values.size();
    return values;
  }

  void giveBack(List<Integer> values) {
    received -= values.size();
    undelivered.addAll(values);
  }

  void end(Object cause) {
    if (ended || stopped) {
      return;
    }
    ended = true;
    this.cause = cause;
    settle(receivers, Waiter.Outcome.ENDED);
    tellWatchers();
  }

  void stop() {
    if (stopped) {
      return;
    }
    stops += ended ? 0 : 1;
    stopped = true;
    cause = null;
    undelivered.addAll(buffer);
    buffer.clear();
    settle(senders, Waiter.Outcome.CLOSED);
    settle(receivers, Waiter.Outcome.ENDED);
    tellWatchers();
  }

  Peer waitToSend(int value) {
    Peer peer = new Peer(value);
    peer.outcome =
        switch (offer(value)) {
          case SENT -> Waiter.Outcome.SENT;
          case CLOSED -> Waiter.Outcome.CLOSED;
          case FULL -> null;
        };
    if (peer.outcome == null) {
      senders.add(peer);
      tellWatchers();
    }
    return peer;
  }

  Peer waitToReceive() {
    Peer peer = new Peer(null);
    Object value = take();
    if (value instanceof Integer number) {
      peer.value = number;
      peer.outcome = Waiter.Outcome.RECEIVED;
    } else if (value == Engine.END) {
      peer.outcome = Waiter.Outcome.ENDED;
    } else {
      receivers.add(peer);
      tellWatchers();
    }
    return peer;
  }

  void leave(Peer peer) {
    senders.remove(peer);
    receivers.remove(peer);
  }

  void whenReadable() {
    readableWatchers++;
    tellWatchers();
  }

  void whenWritable() {
    writableWatchers++;
    tellWatchers();
  }

  Channel.Counts counts() {
    return new Channel.Counts(sent, received, undelivered.size(), buffer.size());
  }

  boolean readable() {
    return !buffer.isEmpty() || !senders.isEmpty() || ended || stopped;
  }

  boolean writable() {
    return buffer.size() < capacity
        || !receivers.isEmpty()
        || ended
        || stopped
        || overflow != Overflow.WAIT;
  }

  private void tellWatchers() {
    if (readable()) {
      told += readableWatchers;
      readableWatchers = 0;
    }
    if (writable()) {
      told += writableWatchers;
      writableWatchers = 0;
    }
  }

  private static void settle(Deque<Peer> line, Waiter.Outcome outcome) {
    line.forEach(peer -> peer.outcome = outcome);
    line.clear();
  }
}
