package dev.towpath.vertx;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.testkit.BridgeContract;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** As much of the contract as a ReadStream can show. */
class VertxContractTest extends BridgeContract {
  private static Vertx vertx;
  private static Context context;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    context = vertx.getOrCreateContext();
  }

  @AfterAll
  static void stop() throws Exception {
    OnVertx.get(vertx.close());
  }

  @Override
  protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
    FlowStream<T> stream = new FlowStream<>(source);
    return VertxBridge.open(stream, demand, stopped -> stream.cancel(), options);
  }

  @Override
  protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return new PublishedFlow<>(() -> VertxBridge.publish(context, producer, options));
  }

  @Override
  protected <T> Flow.Publisher<T> call(Callable<? extends T> body, BridgeOptions<T> options) {
    return subscriber -> {
      Stop stop = new Stop();
      subscriber.onSubscribe(stop);
      VertxBridge.<T>call(context, body, stop.promise.future(), options)
          .onComplete(result -> {
            if (stop.promise.future().isComplete()) {
              return;
            }
            if (result.failed()) {
              subscriber.onError(result.cause());
              return;
            }
            if (result.result() != null) {
              subscriber.onNext(result.result());
            }
            subscriber.onComplete();
          });
    };
  }

  private static final class Stop implements Flow.Subscription {
    private final Promise<Void> promise = Promise.promise();

    @Override
    public void request(long count) {}

    @Override
    public void cancel() {
      promise.tryComplete();
    }
  }

  @Override
  protected <T> Flow.Publisher<T> inContext(String value, Flow.Publisher<T> published) {
    return subscriber -> {
      TenantCarrier.TENANT.set(value);
      try {
        published.subscribe(subscriber);
      } finally {
        TenantCarrier.TENANT.remove();
      }
    };
  }

  @Override
  protected String contextValue() {
    return TenantCarrier.TENANT.get();
  }

  @Override
  protected Map<String, String> notApplicable() {
    String noSuchSignal = "a ReadStream has no onSubscribe";
    String byTheWindow = "a stream that flows is up to 64 values ahead of its context: PublishTest";
    String onItsWay = "one may be on its way to the context when the cancel returns: ";
    String aHopEach = "each value is a task of the context, a million of them take their time: ";
    return Map.ofEntries(
        Map.entry("await", "a Vert.x Future is observed, never cancelled: AwaitTest"),
        Map.entry("C16", "handlers are called on threads that Vert.x names: PublishTest"),
        Map.entry("C11: a value before onSubscribe is late", noSuchSignal),
        Map.entry(
            "pitfall 4, C11: onSubscribe that throws counts as a cancel: no signal, the hook hears of it",
            noSuchSignal),
        Map.entry(
            "C8: a cancel inside onNext: no further signal, and the body learns of it",
            byTheWindow),
        Map.entry(
            "pitfall 4, C8: onNext that throws counts as a cancel: the body stops, the hook hears of it",
            byTheWindow),
        Map.entry(
            "pitfall 40, C11: each value accepted is emitted or given to onUndelivered, wherever a cancel"
                + " cuts in",
            onItsWay + "PublishTest"),
        Map.entry(
            "pitfall 39, C11: wherever a cancel cuts in, a live value is delivered or undelivered, once",
            onItsWay + "CallTest"),
        Map.entry(
            "pitfall 33, C14: request inside onNext does not recurse: 1,000,000 values on a small stack",
            aHopEach + "PublishTest"));
  }
}
