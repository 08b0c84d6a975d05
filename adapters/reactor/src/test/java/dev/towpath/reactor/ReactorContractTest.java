package dev.towpath.reactor;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.testkit.BridgeContract;
import io.micrometer.context.ContextRegistry;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.reactivestreams.FlowAdapters;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.NonBlocking;
import reactor.util.context.Context;

/** The whole contract over Reactor's types. */
class ReactorContractTest extends BridgeContract {
  private static final String KEY = "contract";
  private static final ThreadLocal<String> VALUE = new ThreadLocal<>();

  @BeforeAll
  static void setUp() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, VALUE);
    Hooks.onErrorDropped(error -> {}); // would be logged, each with its trace
  }

  @AfterAll
  static void tearDown() {
    ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    Hooks.resetOnErrorDropped();
  }

  @Override
  protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
    return ReactorBridge.open(flux(source), demand, options);
  }

  @Override
  protected <T> T await(Flow.Publisher<T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return ReactorBridge.await(mono(source), options);
  }

  @Override
  protected <T> T await(Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return ReactorBridge.await(mono(source), limit, options);
  }

  @Override
  protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return FlowAdapters.toFlowPublisher(ReactorBridge.publish(producer, options));
  }

  @Override
  protected <T> Flow.Publisher<T> call(Callable<? extends T> body, BridgeOptions<T> options) {
    return FlowAdapters.toFlowPublisher(ReactorBridge.<T>call(body, options));
  }

  @Override
  protected <T> Flow.Publisher<T> inContext(String value, Flow.Publisher<T> published) {
    return FlowAdapters.toFlowPublisher(flux(published).contextWrite(Context.of(KEY, value)));
  }

  @Override
  protected String contextValue() {
    return VALUE.get();
  }

  @Override
  protected Thread eventLoop(Runnable task) {
    return new EventLoop(task);
  }

  private static <T> Flux<T> flux(Flow.Publisher<T> source) {
    return Flux.from(FlowAdapters.toPublisher(source));
  }

  private static <T> Mono<T> mono(Flow.Publisher<T> source) {
    return Mono.fromDirect(FlowAdapters.toPublisher(source));
  }

  private static final class EventLoop extends Thread implements NonBlocking {
    EventLoop(Runnable task) {
      super(task, "contract-event-loop");
      setDaemon(true);
    }
  }
}
