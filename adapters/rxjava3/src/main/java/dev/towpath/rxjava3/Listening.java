package dev.towpath.rxjava3;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TrySend;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to an Observable, which has no demand: the channel's overflow policy decides.
 * {@code end} leaves {@code OPEN} once, so exactly one of the source's end and our dispose counts
 * (C1); what comes later is late (C11). Nothing here leads to the receiver.
 */
final class Listening<T> implements Observer<T> {
  private enum End {
    OPEN,
    /** The source has ended and knows. */
    ENDED,
    /** We want no more. */
    DISPOSED
  }

  private final Stop stop;
  private final Sender<T> values;
  private final BridgeOptions<T> options;

  private Listening(Stop stop, Sender<T> values, BridgeOptions<T> options) {
    this.stop = stop;
    this.values = values;
    this.options = options;
  }

  static <T> Receiver<T> open(
      Observable<? extends T> source, int capacity, Overflow overflow, BridgeOptions<T> options) {
    Stop stop = new Stop(options);
    Channel.Builder<T> builder =
        Channel.<T>builder()
            .capacity(capacity)
            .overflow(overflow)
            .onUndelivered(options::undelivered)
            .onStop(stop::dispose)
            .closeWhenAbandoned();
    String name = options.name();
    Channel<T> channel = (name == null ? builder : builder.name(name)).build();
    Listening<T> listening = new Listening<>(stop, channel.sender(), options);
    try {
      Thrown.itself(() -> source.subscribe(listening));
    } catch (Throwable t) { // the protocol forbids it, but if it does the reader must know
      listening.breach(t);
    }
    return channel.receiver();
  }

  @Override
  public void onSubscribe(Disposable disposable) {
    stop.arrive(disposable);
  }

  @Override
  public void onNext(T value) {
    if (value == null) {
      throw breachByNull("an Observable has no null: onNext(null)");
    }
    if (values.trySend(value) == TrySend.CLOSED) { // by its reader, its end, or an overflow
      stop.dispose();
      options.undelivered(value);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (failure == null) {
      throw breachByNull("an Observable has no null: onError(null)");
    }
    if (stop.end()) {
      values.fail(failure);
    } else {
      options.lateError(failure);
    }
  }

  @Override
  public void onComplete() {
    if (stop.end()) {
      values.close();
    }
  }

  private NullPointerException breachByNull(String rule) {
    NullPointerException breach = new NullPointerException(rule);
    breach(breach);
    return breach;
  }

  /** The source broke the protocol: disposes it, and the reader gets the reason after the data. */
  private void breach(Throwable reason) {
    if (stop.dispose()) {
      values.fail(reason);
    } else {
      options.lateError(reason);
    }
  }

  /**
   * How the subscription ends: with at most one dispose, made up for if it comes before the start.
   */
  private static final class Stop {
    private final BridgeOptions<?> options;
    private final AtomicReference<End> end = new AtomicReference<>(End.OPEN);
    private final AtomicReference<@Nullable Disposable> upstream = new AtomicReference<>();

    Stop(BridgeOptions<?> options) {
      this.options = options;
    }

    void arrive(Disposable disposable) {
      if (!upstream.compareAndSet(null, disposable)) {
        dispose(disposable); // the second one, or we want no more
      }
    }

    /** The source has ended; false if it, or we, had already. */
    boolean end() {
      return end.compareAndSet(End.OPEN, End.ENDED);
    }

    /** We want no more; false if the source has ended or we had said so. */
    boolean dispose() {
      boolean first = end.compareAndSet(End.OPEN, End.DISPOSED);
      if (first) {
        Disposable arrived = upstream.getAndSet(Disposable.disposed());
        if (arrived != null) {
          dispose(arrived);
        }
      }
      return first;
    }

    private void dispose(Disposable arrived) {
      try {
        arrived.dispose();
      } catch (Throwable t) { // neither who closes nor who emits can do anything about it
        options.lateError(t);
      }
    }
  }
}
