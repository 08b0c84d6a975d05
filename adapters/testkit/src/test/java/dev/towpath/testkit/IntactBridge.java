package dev.towpath.testkit;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The contract over {@link FlowBridge}; {@link BrokenBridges} each change one thing of it. */
abstract class IntactBridge extends BridgeContract {
  @Override
  protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
    return FlowBridge.open(source, demand, options);
  }

  @Override
  protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return FlowBridge.publish(producer, options);
  }

  @Override
  protected <T> @Nullable T await(Flow.Publisher<T> source, BridgeOptions<T> options)
      throws InterruptedException {
    return FlowBridge.await(source, options);
  }

  @Override
  protected <T> @Nullable T await(
      Flow.Publisher<T> source, Duration limit, BridgeOptions<T> options)
      throws InterruptedException, TimeoutException {
    return FlowBridge.await(source, limit, options);
  }

  @Override
  protected <T> Flow.Publisher<T> call(
      Callable<? extends @Nullable T> body, BridgeOptions<T> options) {
    return FlowBridge.call(body, options);
  }

  @Override
  protected Map<String, String> notApplicable() {
    return Map.of("C13", "Flow carries no context");
  }
}
