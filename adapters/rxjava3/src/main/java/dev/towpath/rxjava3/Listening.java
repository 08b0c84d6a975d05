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
    Stop stop = new Stop();
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
      source.subscribe(listening);
    } catch (Throwable t) { // the protocol forbids it, but if it does the reader must know
      listening.onError(t);
    }
    return channel.receiver();
  }

  @Override
  public void onSubscribe(Disposable disposable) {
    stop.arrive(disposable);
  }

  @Override
  public void onNext(T value) {
    if (values.trySend(value) == TrySend.CLOSED) { // by its reader, its end, or an overflow
      stop.dispose();
      options.undelivered(value);
    }
  }

  @Override
  public void onError(Throwable failure) {
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

  /**
   * How the subscription ends: with at most one dispose, made up for if it comes before the start.
   */
  private static final class Stop {
    private final AtomicReference<End> end = new AtomicReference<>(End.OPEN);
    private final AtomicReference<@Nullable Disposable> upstream = new AtomicReference<>();

    void arrive(Disposable disposable) {
      if (!upstream.compareAndSet(null, disposable)) {
        disposable.dispose(); // the second one, or we want no more
      }
    }

    boolean end() {
      return end.compareAndSet(End.OPEN, End.ENDED);
    }

    void dispose() {
      if (end.compareAndSet(End.OPEN, End.DISPOSED)) {
        Disposable arrived = upstream.getAndSet(Disposable.disposed());
        if (arrived != null) {
          arrived.dispose();
        }
      }
    }
  }
}
