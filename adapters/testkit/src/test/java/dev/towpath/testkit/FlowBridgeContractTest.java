package dev.towpath.testkit;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import java.util.Map;
import java.util.concurrent.Flow;

class FlowBridgeContractTest extends BridgeContract {
  @Override
  protected <T> Receiver<T> open(Flow.Publisher<T> source, int demand, BridgeOptions<T> options) {
    return FlowBridge.open(source, demand, options);
  }

  @Override
  protected <T> Flow.Publisher<T> publish(Producer<T> producer, BridgeOptions<T> options) {
    return FlowBridge.publish(producer, options);
  }

  @Override
  protected Map<String, String> notApplicable() {
    return Map.of(
        "await", "Flow has no single values",
        "call", "Flow has no single values",
        "C13", "Flow carries no context");
  }
}
