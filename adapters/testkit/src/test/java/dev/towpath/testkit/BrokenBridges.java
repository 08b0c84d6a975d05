package dev.towpath.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.channel.TrySend;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Bridges with one mistake each, the way it is made in practice. {@link BrokenBridgesTest} runs
 * them; found by accident, they are skipped.
 */
final class BrokenBridges {
  /** The rules and pitfalls by which the suite must catch the bridge. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface CaughtBy {
    String[] value();
  }

  /** Not broken yet. */
  @ExtendWith(UntilTheFirstFailure.class)
  abstract static class Breakable extends IntactBridge {}

  /** What comes from the source, and goes to it, passes through a relay that may be broken. */
  abstract static class BrokenIn extends Breakable {
    abstract <T> Relay<T> between(Flow.Subscriber<? super T> bridge);

    @Override
    protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
      return super.open(through(source), demand, options);
    }

    @Override
    protected <T> @Nullable T await(Flow.Publisher<T> source, BridgeOptions<T> options)
        throws InterruptedException {
      return super.await(through(source), options);
    }

    @Override
    protected <T> @Nullable T await(
        Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
        throws InterruptedException, TimeoutException {
      return super.await(through(source), limit, options);
    }

    private <T> Flow.Publisher<T> through(Flow.Publisher<T> source) {
      return bridge -> source.subscribe(between(bridge));
    }
  }

  /** What goes to the subscriber, and comes from it, passes through a relay that may be broken. */
  abstract static class BrokenOut extends Breakable {
    abstract <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name);

    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return through(super.publish(producer, options), options);
    }

    @Override
    protected <T> Flow.Publisher<T> call(
        Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
      return through(super.call(body, options), options);
    }

    private <T> Flow.Publisher<T> through(Flow.Publisher<T> published, BridgeOptions<T> options) {
      return subscriber -> published.subscribe(between(subscriber, options.name()));
    }
  }

  // One owner, one end

  @CaughtBy("C1")
  static final class CompletesTwice extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        @Override
        public void onComplete() {
          super.onComplete();
          super.onComplete();
        }
      };
    }
  }

  @CaughtBy("C1")
  static final class IgnoresASecondSubscription extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        private boolean subscribed;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          if (!subscribed) {
            subscribed = true;
            super.onSubscribe(subscription);
          }
        }
      };
    }
  }

  @CaughtBy({"C1", "pitfall 3"})
  static final class TakesEveryCancellationForTheSubscribers extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return super.publish(
          out -> {
            try {
              producer.produce(out);
            } catch (CancellationException e) {
              return;
            }
          },
          options);
    }
  }

  @CaughtBy("pitfall 13")
  static final class SubscribesAfterOpen extends Breakable {
    @Override
    protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
      return super.open(
          bridge ->
              Thread.startVirtualThread(() -> {
                while (source instanceof SubmissionPublisher<T> hot && !hot.isClosed()) {
                  Thread.onSpinWait();
                }
                source.subscribe(bridge);
              }),
          demand,
          options);
    }
  }

  // Data before verdict

  @CaughtBy({"C2", "pitfall 15"})
  static final class LetsFailuresOvertakeData extends Breakable {
    @Override
    protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
      AtomicReference<Receiver<T>> opened = new AtomicReference<>();
      Receiver<T> receiver =
          super.open(
              bridge ->
                  source.subscribe(
                      new Relay<T>(bridge) {
                        @Override
                        public void onError(Throwable failure) {
                          drop(opened.get());
                          super.onError(failure);
                        }
                      }),
              demand,
              options);
      opened.set(receiver);
      return receiver;
    }

    private static <T> void drop(@Nullable Receiver<T> receiver) {
      if (receiver != null) {
        receiver.drainTo(new ArrayList<>(), Integer.MAX_VALUE);
      }
    }
  }

  @CaughtBy("C2")
  static final class FailsBeforeTheLastValue extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        private @Nullable T held;

        @Override
        public void onNext(T value) {
          T before = held;
          held = value;
          if (before != null) {
            super.onNext(before);
          }
        }

        @Override
        public void onComplete() {
          if (held != null) {
            super.onNext(held);
          }
          super.onComplete();
        }
      };
    }
  }

  // Never park a thread we did not start

  @CaughtBy({"C3", "pitfall 1", "pitfall 37"})
  static final class HandsOverInOnNext extends Breakable {
    @Override
    protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
      Channel<T> channel =
          Channel.<T>builder()
              .capacity(1)
              .onUndelivered(options::undelivered)
              .closeWhenAbandoned()
              .build();
      source.subscribe(new Waiting<>(channel.sender(), demand));
      return channel.receiver();
    }

    private record Waiting<T>(Sender<T> sender, int demand) implements Flow.Subscriber<T> {
      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(demand);
      }

      @Override
      public void onNext(T value) {
        while (sender.trySend(value) == TrySend.FULL) {
          CountDownLatch writable = new CountDownLatch(1);
          sender.whenWritable(writable::countDown);
          try {
            writable.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
          }
        }
      }

      @Override
      public void onError(Throwable failure) {
        sender.fail(failure);
      }

      @Override
      public void onComplete() {
        sender.close();
      }
    }
  }

  @CaughtBy("C3")
  static final class CallsTheSubscriberUnderItsLock extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      ReentrantLock lock = new ReentrantLock();
      return new Relay<>(subscriber) {
        @Override
        public void onNext(T value) {
          lock.lock();
          try {
            super.onNext(value);
          } finally {
            lock.unlock();
          }
        }

        @Override
        public void request(long count) {
          lock.lock();
          try {
            super.request(count);
          } finally {
            lock.unlock();
          }
        }
      };
    }
  }

  @CaughtBy("pitfall 31")
  static final class RunsTheBodyInsideSubscribe extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return subscriber -> {
        CountDownLatch over = new CountDownLatch(1);
        Producer<T> telling =
            out -> {
              try {
                producer.produce(out);
              } finally {
                over.countDown();
              }
            };
        super.publish(telling, options).subscribe(subscriber);
        PublishEmissionContract.awaitUninterruptibly(over);
      };
    }
  }

  // Bounded, with exact demand

  @CaughtBy({"C4", "pitfall 46"})
  static final class RequestsWithoutBound extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void request(long count) {
          super.request(Long.MAX_VALUE);
        }
      };
    }
  }

  @CaughtBy({"C4", "pitfall 45"})
  static final class RequestsOneTooMany extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void request(long count) {
          super.request(count + 1);
        }
      };
    }
  }

  @CaughtBy("C4")
  static final class EmitsWithoutDemand extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          super.onSubscribe(subscription);
          subscription.request(Long.MAX_VALUE);
        }
      };
    }
  }

  @CaughtBy("pitfall 35")
  static final class QueuesWhatIsSent extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return super.publish(
          out -> {
            Channel<T> queue = Channel.buffered(Channel.MAX_CAPACITY);
            Running<@Nullable Void> emitter =
                Running.run(() -> {
                  for (T value : queue.receiver()) {
                    out.send(value);
                  }
                });
            try (Sender<T> unbounded = queue.sender()) {
              producer.produce(unbounded);
            } finally {
              emitter.get();
            }
          },
          options);
    }
  }

  @CaughtBy("pitfall 36")
  static final class ListensForDemandOnceItRuns extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return subscriber -> {
        CountDownLatch runs = new CountDownLatch(1);
        Producer<T> telling =
            out -> {
              runs.countDown();
              producer.produce(out);
            };
        super.publish(telling, options)
            .subscribe(
                new Relay<T>(subscriber) {
                  @Override
                  public void request(long count) {
                    if (runs.getCount() == 0) {
                      super.request(count);
                    }
                  }
                });
      };
    }
  }

  @CaughtBy("pitfall 14")
  static final class LooksWhetherThereIsAnything extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return super.publish(
          out -> {
            Channel<T> first = Channel.buffered(Channel.MAX_CAPACITY);
            producer.produce(first.sender());
            if (first.size() > 0) {
              producer.produce(out);
            }
          },
          options);
    }
  }

  // No wait on a thread that must not

  @CaughtBy({"C5", "pitfall 38", "pitfall 42"})
  static final class HasNoGuard extends Breakable {
    @Override
    protected Thread eventLoop(Runnable task) {
      return Thread.ofPlatform().daemon().name("loop of a library unknown").unstarted(task);
    }
  }

  // Interrupts and time-outs

  @CaughtBy("C6")
  static final class ThrowsWithTheFlagSet extends Breakable {
    @Override
    protected <T> @Nullable T await(Flow.Publisher<T> source, BridgeOptions<T> options)
        throws InterruptedException {
      try {
        return super.await(source, options);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw e;
      }
    }
  }

  @CaughtBy({"C6", "pitfall 8"})
  static final class RemembersTimeouts extends Breakable {
    private final Map<Flow.Publisher<?>, Exception> outcomes = new ConcurrentHashMap<>();

    @Override
    protected <T> @Nullable T await(Flow.Publisher<T> source, BridgeOptions<T> options)
        throws InterruptedException {
      Exception outcome = outcomes.get(source);
      if (outcome != null) {
        throw new IllegalStateException(outcome);
      }
      return super.await(source, options);
    }

    @Override
    protected <T> @Nullable T await(
        Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
        throws InterruptedException, TimeoutException {
      try {
        return super.await(source, limit, options);
      } catch (TimeoutException e) {
        outcomes.put(source, e);
        throw e;
      }
    }
  }

  @CaughtBy("pitfall 52")
  static final class TimesOutWithoutAName extends Breakable {
    @Override
    protected <T> @Nullable T await(
        Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
        throws InterruptedException, TimeoutException {
      try {
        return super.await(source, limit, options);
      } catch (TimeoutException e) {
        throw new TimeoutException();
      }
    }
  }

  // Who owns the source, or the run

  @CaughtBy({"C7", "pitfall 53", "pitfall 44"})
  static final class OnlyObservesItsSource extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void cancel() {
          super.request(1); // and reads the rest, for nobody
        }
      };
    }
  }

  @CaughtBy({"C7", "pitfall 7"})
  static final class StopsASourceForEverybody extends Breakable {
    @Override
    protected <T> @Nullable T await(Flow.Publisher<T> source, BridgeOptions<T> options)
        throws InterruptedException {
      try {
        return super.await(source, options);
      } catch (InterruptedException e) {
        if (source instanceof SubmissionPublisher<T> shared) {
          shared.close();
        }
        throw e;
      }
    }
  }

  @CaughtBy("C7")
  static final class RunsOnceForAll extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> call(
        Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
      AtomicReference<@Nullable T> first = new AtomicReference<>();
      return super.call(
          () -> {
            if (first.get() == null) {
              first.set(body.call());
            }
            return first.get();
          },
          options);
    }
  }

  // Stop once

  @CaughtBy("C8")
  static final class CancelsTwice extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void cancel() {
          super.cancel();
          super.cancel();
        }
      };
    }
  }

  @CaughtBy({"C8", "pitfall 9"})
  static final class CancelsAfterTheEnd extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void onComplete() {
          super.onComplete();
          cancel();
        }
      };
    }
  }

  @CaughtBy({"C8", "pitfall 32"})
  static final class LosesAnEarlyStop extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        private boolean subscribing;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          subscribing = true;
          super.onSubscribe(subscription);
          subscribing = false;
        }

        @Override
        public void cancel() {
          if (!subscribing) {
            super.cancel();
          }
        }
      };
    }
  }

  @CaughtBy({"C8", "pitfall 5"})
  static final class RequestsFromAnotherThread extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void request(long count) {
          Thread.startVirtualThread(() -> super.request(count));
        }
      };
    }
  }

  @CaughtBy({"C8", "pitfall 34", "C9", "pitfall 30"})
  static final class DoesNotHearACancel extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        @Override
        public void cancel() {}
      };
    }
  }

  @CaughtBy({"C8", "pitfall 4"})
  static final class SwallowsWhatTheSubscriberThrows extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        @Override
        public void onNext(T value) {
          try {
            super.onNext(value);
          } catch (RuntimeException e) {
            return;
          }
        }
      };
    }
  }

  // Interrupt only user bodies

  @CaughtBy({"C9", "pitfall 16"})
  static final class InterruptsTheSubscriber extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        private volatile @Nullable Thread thread;

        @Override
        public void onNext(T value) {
          thread = Thread.currentThread();
          super.onNext(value);
        }

        @Override
        public void cancel() {
          Thread running = thread;
          if (running != null) {
            running.interrupt();
          }
          super.cancel();
        }
      };
    }
  }

  // Errors as themselves, unchanged

  @CaughtBy({"C10", "pitfall 50"})
  static final class AddsToTheFailure extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void onError(Throwable failure) {
          failure.addSuppressed(new IllegalStateException("the waiter was here"));
          super.onError(failure);
        }
      };
    }
  }

  @CaughtBy({"C10", "pitfall 51"})
  static final class WrapsTheFailure extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void onError(Throwable failure) {
          super.onError(new CompletionException(failure));
        }
      };
    }
  }

  @CaughtBy("C10")
  static final class WrapsTheBodysFailure extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        @Override
        public void onError(Throwable failure) {
          super.onError(new CompletionException(failure));
        }
      };
    }
  }

  // Late values and late errors

  @CaughtBy({"C11", "pitfall 11", "pitfall 39", "pitfall 40"})
  static final class DropsWhatIsLate extends Breakable {
    @Override
    protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
      return super.open(source, demand, deaf(options));
    }

    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return super.publish(producer, deaf(options));
    }

    @Override
    protected <T> Flow.Publisher<T> call(
        Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
      return super.call(body, deaf(options));
    }

    private static <T> BridgeOptions<T> deaf(BridgeOptions<T> options) {
      return BridgeOptions.<T>defaults().name(options.name());
    }
  }

  @CaughtBy({"C11", "pitfall 2"})
  static final class ThrowsAtALateSource extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        private volatile boolean cancelled;

        @Override
        public void cancel() {
          cancelled = true;
          super.cancel();
        }

        @Override
        public void onNext(T value) {
          super.onNext(value);
          if (cancelled) {
            throw new IllegalStateException("send to a closed channel");
          }
        }
      };
    }
  }

  // Null

  @CaughtBy("C12")
  static final class SkipsNull extends BrokenIn {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> bridge) {
      return new Relay<>(bridge) {
        @Override
        public void onNext(T value) {
          if (value != null) {
            super.onNext(value);
          }
        }
      };
    }
  }

  @CaughtBy("C12")
  static final class FailsOnNull extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> call(
        Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
      return super.call(
          () -> {
            T value = body.call();
            if (value == null) {
              throw new NullPointerException("the body returned null");
            }
            return value;
          },
          options);
    }
  }

  // Context

  /** A bridge with a context, which the thread that subscribes has. */
  abstract static class WithContext extends Breakable {
    private final ThreadLocal<@Nullable String> context = new ThreadLocal<>();

    /** What the body is to see, given what its subscriber has. */
    abstract Function<@Nullable String, @Nullable String> carried();

    void afterBody() {
      context.remove();
    }

    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return subscriber -> {
        String seen = carried().apply(context.get());
        super.<T>publish(
                out -> {
                  context.set(seen);
                  producer.produce(out);
                },
                options)
            .subscribe(subscriber);
      };
    }

    @Override
    protected <T> Flow.Publisher<T> call(
        Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
      return publish(
          out -> {
            T value = body.call();
            if (value != null) {
              out.send(value);
            }
          },
          options);
    }

    @Override
    protected <T> Flow.Publisher<T> inContext(String value, Flow.Publisher<T> published) {
      return subscriber -> {
        context.set(value);
        published.subscribe(subscriber);
        afterBody();
      };
    }

    @Override
    protected @Nullable String contextValue() {
      return context.get();
    }

    @Override
    protected Map<String, String> notApplicable() {
      return Map.of();
    }
  }

  static final class CarriesContext extends WithContext {
    @Override
    Function<@Nullable String, @Nullable String> carried() {
      return seen -> seen;
    }
  }

  @CaughtBy({"C13", "pitfall 19"})
  static final class LosesContext extends WithContext {
    @Override
    Function<@Nullable String, @Nullable String> carried() {
      return seen -> null;
    }
  }

  @CaughtBy({"C13", "pitfall 20"})
  static final class LeaksContext extends WithContext {
    @Override
    Function<@Nullable String, @Nullable String> carried() {
      return seen -> seen;
    }

    @Override
    void afterBody() {}
  }

  // One signal at a time

  @CaughtBy({"C14", "pitfall 41"})
  static final class SignalsFromManyThreads extends BrokenOut {
    @Override
    <T> Relay<T> between(Flow.Subscriber<? super T> subscriber, String name) {
      return new Relay<>(subscriber) {
        private int signals;

        @Override
        public void onNext(T value) {
          if (signals++ % 100 != 0) {
            super.onNext(value);
            return;
          }
          Thread.ofVirtual()
              .name(name)
              .uncaughtExceptionHandler((thread, thrown) -> {})
              .start(() -> super.onNext(value));
        }
      };
    }
  }

  @CaughtBy({"C14", "pitfall 33"})
  static final class EmitsInsideRequest extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return subscriber -> super.publish(producer, options).subscribe(new Recursive<>(subscriber));
    }

    /** Takes everything in advance, then emits within the subscriber's own request. */
    private static final class Recursive<T> extends Relay<T> {
      private final Queue<T> values = new ConcurrentLinkedQueue<>();
      private final CountDownLatch over = new CountDownLatch(1);

      Recursive(Flow.Subscriber<? super T> to) {
        super(to);
      }

      @Override
      public void onSubscribe(Flow.Subscription subscription) {
        super.onSubscribe(subscription);
        subscription.request(Long.MAX_VALUE);
      }

      @Override
      public void onNext(T value) {
        values.add(value);
      }

      @Override
      public void onComplete() {
        over.countDown();
      }

      @Override
      public void request(long count) {
        PublishEmissionContract.awaitUninterruptibly(over);
        T value = values.poll();
        try {
          if (value != null) {
            super.onNext(value);
          } else {
            super.onComplete();
          }
        } catch (StackOverflowError e) {
          values.clear();
        }
      }
    }
  }

  // A dropped bridge is found

  @CaughtBy({"C15", "pitfall 12"})
  static final class KeepsItsReceivers extends Breakable {
    private static final Collection<Receiver<?>> KEPT = new CopyOnWriteArrayList<>();

    @Override
    protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
      Receiver<T> receiver = super.open(source, demand, options);
      KEPT.add(receiver);
      return receiver;
    }
  }

  // No hidden pools; named threads

  @CaughtBy("C16")
  static final class NamesNoThread extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      return super.publish(producer, BridgeOptions.defaults());
    }
  }

  @CaughtBy("C16")
  static final class LeavesAThread extends Breakable {
    @Override
    protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
      Thread.ofVirtual().name(options.name() + " helper").start(LeavesAThread::stay);
      return super.publish(producer, options);
    }

    private static void stay() {
      try {
        SECONDS.sleep(30);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private BrokenBridges() {}

  /** All that must be caught. */
  static List<Class<?>> all() {
    return List.of(BrokenBridges.class.getDeclaredClasses()).stream()
        .filter(bridge -> bridge.isAnnotationPresent(CaughtBy.class))
        .toList();
  }
}
