package dev.towpath.flow;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.DemandChannel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.stop.Stop;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One subscription to a {@code publish}: runs the producer on a virtual thread of its own and calls
 * the subscriber on that same thread, from inside {@code send}.
 *
 * <p>A send waits in {@code values} until its value is asked for; then the sending thread emits.
 * {@code emissions} makes that serial (§1.3): who raises it from 0 emits until nothing is left, so
 * a request made inside {@code onNext} does not recurse (§3.3). For senders other than the
 * producer's own thread a helper thread emits, so that nobody is interrupted inside the subscriber
 * (C9).
 *
 * <p>{@code verdict} leaves null once (C1). {@code subscriber} becomes null when it has been told
 * the verdict or has cancelled (§3.13); nothing is emitted after.
 */
final class Outflow<T> implements Flow.Subscription {
  /** How it ended: by a cancel, or by completion (no failure) or failure of the producer. */
  private record Verdict(boolean cancelled, @Nullable Throwable failure) {}

  private static final Verdict CANCELLED = new Verdict(true, null);

  private final Producer<T> producer;
  private final BridgeOptions<T> options;
  private final DemandChannel<T> values;
  private final Window window;
  private final BodyThread body;
  private final Runnable emitMissed = this::emitMissed;
  private final AtomicReference<@Nullable Verdict> verdict = new AtomicReference<>();
  private final AtomicInteger emissions = new AtomicInteger(1); // onSubscribe is the first
  private volatile Flow.@Nullable Subscriber<? super T> subscriber;

  private Outflow(
      Producer<T> producer, BridgeOptions<T> options, Flow.Subscriber<? super T> subscriber) {
    this.producer = producer;
    this.options = options;
    this.subscriber = subscriber;
    this.values = new DemandChannel<>(options.name(), this::emit, options::undelivered);
    this.window = new Window(values::request);
    this.body = new BodyThread(options.name(), this::run);
  }

  static <T> void subscribe(
      Producer<T> producer, BridgeOptions<T> options, Flow.Subscriber<? super T> subscriber) {
    Objects.requireNonNull(subscriber, "§1.9: subscriber is null");
    Outflow<T> outflow = new Outflow<>(producer, options, subscriber);
    try {
      subscriber.onSubscribe(outflow);
    } catch (Throwable t) { // §2.13: it may not throw; that counts as a cancel
      outflow.cancel();
      options.lateError(t);
    }
    if (!outflow.emissions.compareAndSet(1, 0)) {
      outflow.startHelper();
    }
    if (outflow.verdict.get() == null) {
      outflow.body.start();
    }
  }

  @Override
  public void request(long count) {
    if (verdict.get() != null) {
      return; // §3.6
    }
    if (count > 0) {
      window.ask(count);
    } else if (end(new IllegalArgumentException("§3.9: request is not positive: " + count))) {
      values.close();
      body.stop();
      if (emissions.getAndIncrement() == 0) {
        startHelper();
      }
    }
  }

  @Override
  public void cancel() {
    if (verdict.compareAndSet(null, CANCELLED)) {
      subscriber = null;
      values.close();
      body.stop();
    }
  }

  private boolean end(@Nullable Throwable failure) {
    return verdict.compareAndSet(null, new Verdict(false, failure));
  }

  private void run() {
    Throwable thrown = verdict.get() == null ? produce() : null; // cancelled before it began
    body.endBody();
    values.sender().close(); // before the verdict, so that no value slips in behind it
    if (end(thrown)) {
      if (emissions.getAndIncrement() == 0) {
        emitMissed();
      }
    } else if (thrown != null && !comesFromStop(thrown)) {
      options.lateError(thrown);
    }
    if (thrown instanceof VirtualMachineError error) {
      throw error;
    }
  }

  private @Nullable Throwable produce() {
    try {
      return options.inContext(() -> {
        producer.produce(values.sender());
        return null;
      });
    } catch (Throwable t) {
      return t;
    } finally {
      Stop.closeUntil(null); // scopes that it has left open
    }
  }

  /** Runs after each accepted send, on the sending thread. */
  private void emit() {
    if (emissions.getAndIncrement() != 0) {
      return; // who emits now will see it
    }
    if (body.isCurrent()) {
      body.runOther(emitMissed);
    } else {
      startHelper();
    }
  }

  private void startHelper() {
    body.startBeside(emitMissed);
  }

  private void emitMissed() {
    int missed = 1;
    do {
      emitAll();
      missed = emissions.addAndGet(-missed);
    } while (missed != 0);
  }

  private void emitAll() {
    Flow.Subscriber<? super T> to = subscriber;
    while (to != null) {
      Verdict known = verdict.get(); // before looking: nothing is accepted after it
      if (values.tryReceive() instanceof TryReceive.Value<T>(T value)) {
        emit(to, value);
        window.emitted();
      } else if (known == null) {
        return;
      } else {
        subscriber = null;
        conclude(to, known);
      }
      to = subscriber;
    }
    values.close(); // nobody listens; whoever cancels may not have come so far yet
  }

  private void emit(Flow.Subscriber<? super T> to, T value) {
    try {
      to.onNext(value);
    } catch (Throwable t) { // §2.13: counts as a cancel
      cancel();
      options.lateError(t);
    }
  }

  private void conclude(Flow.Subscriber<? super T> to, Verdict known) {
    if (known.cancelled()) {
      return;
    }
    try {
      if (known.failure() == null) {
        to.onComplete();
      } else {
        to.onError(known.failure());
      }
    } catch (Throwable t) { // §2.13: nothing is left to cancel
      options.lateError(t);
    }
  }

  /** Whether a body that was stopped threw because of that. */
  private static boolean comesFromStop(Throwable thrown) {
    Throwable reason = thrown instanceof BridgeException ? thrown.getCause() : thrown;
    return reason instanceof InterruptedException
        || reason instanceof ChannelClosedException
        || reason instanceof ClosedByInterruptException
        || reason instanceof InterruptedIOException;
  }
}
