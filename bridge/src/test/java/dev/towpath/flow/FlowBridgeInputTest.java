package dev.towpath.flow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import java.time.Duration;
import java.util.concurrent.Flow;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowBridgeInputTest {
  private final Flow.Publisher<String> source =
      subscriber -> {
        throw new AssertionError("subscribed to, although the input was bad");
      };

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, (1 << 30) + 1, Integer.MAX_VALUE})
  void demandOutOfBoundsIsNamed(int demand) {
    assertThatThrownBy(() -> FlowBridge.open(source, demand))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("demand is not in 1..1073741824: " + demand);
  }

  @Test
  void nullIsRefusedBeforeAnythingIsSubscribedTo() {
    Duration limit = Duration.ofSeconds(1);
    BridgeOptions<String> options = BridgeOptions.defaults();

    assertNull(() -> FlowBridge.open(null, 1), "source is null");
    assertNull(() -> FlowBridge.open(source, 1, null), "options are null");
    assertNull(() -> FlowBridge.await(null), "source is null");
    assertNull(() -> FlowBridge.await(source, (BridgeOptions<String>) null), "options are null");
    assertNull(() -> FlowBridge.await(source, (Duration) null), "time limit is null");
    assertNull(() -> FlowBridge.await(null, limit), "source is null");
    assertNull(() -> FlowBridge.await(source, limit, null), "options are null");
    assertNull(() -> FlowBridge.await(source, null, options), "time limit is null");
    assertNull(() -> FlowBridge.publish(null), "producer is null");
    assertNull(() -> FlowBridge.publish(out -> {}, null), "options are null");
    assertNull(() -> FlowBridge.call(null), "callable is null");
    assertNull(() -> FlowBridge.call(() -> "a", null), "options are null");
  }

  @Test
  void nullSubscriberIsRefused() {
    assertNull(() -> FlowBridge.publish(out -> {}).subscribe(null), "§1.9: subscriber is null");
    assertNull(() -> FlowBridge.call(() -> "a").subscribe(null), "§1.9: subscriber is null");
  }

  private static void assertNull(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(message);
  }
}
