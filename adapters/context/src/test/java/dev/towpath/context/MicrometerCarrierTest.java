package dev.towpath.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.OneShot;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import io.micrometer.context.ContextRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MicrometerCarrierTest {
  private static final String KEY = "tenant";
  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  @BeforeEach
  void register() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, TENANT);
  }

  @AfterEach
  void remove() {
    ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    TENANT.remove();
  }

  @Test
  @DisplayName("pitfall 19, C13: a producer sees what the caller of publish carried")
  void producerSeesWhatTheCallerOfPublishCarried() throws Exception {
    TENANT.set("blue");
    Flow.Publisher<String> tenants = FlowBridge.publish(out -> out.send(TENANT.get()));
    TENANT.set("red");

    String seen = FlowBridge.await(tenants);

    assertThat(seen).isEqualTo("blue");
  }

  @Test
  @DisplayName("pitfall 19, C13: a callable sees what the caller of call carried")
  void callableSeesWhatTheCallerOfCallCarried() throws Exception {
    TENANT.set("blue");

    String seen = FlowBridge.await(FlowBridge.call(TENANT::get));

    assertThat(seen).isEqualTo("blue");
  }

  @Test
  @DisplayName("C13: the reader's own context is untouched by a bridge")
  void readerKeepsItsContext() throws Exception {
    TENANT.set("blue");
    Flow.Publisher<String> tenants = FlowBridge.publish(out -> out.send("value"));
    TENANT.set("red");

    try (Receiver<String> in = FlowBridge.open(tenants, 4)) {
      in.receive();
    }

    assertThat(TENANT.get()).isEqualTo("red");
  }

  @Test
  @DisplayName(
      "C13: a hook runs with the context of the verb's caller, and the thread gets its own back")
  void hookRunsWithTheContextOfTheVerbsCaller() throws Exception {
    List<String> seen = new ArrayList<>();
    TENANT.set("blue");
    OneShot<String> reply =
        new OneShot<>(
            BridgeOptions.<String>defaults().onUndelivered(late -> seen.add(TENANT.get())));
    CompletableFuture<String> after = new CompletableFuture<>();

    Thread.ofPlatform()
        .start(() -> {
          TENANT.set("callback");
          reply.succeed("first");
          reply.succeed("late");
          after.complete(TENANT.get());
        });

    assertThat(after.get()).isEqualTo("callback");
    assertThat(seen).containsExactly("blue");
  }

  @Test
  @DisplayName("C10: what a body throws passes through the context as itself")
  void whatABodyThrowsPassesAsItself() {
    IOException boom = new IOException("boom");

    assertThatThrownBy(() ->
            FlowBridge.await(
                FlowBridge.call(() -> {
                  throw boom;
                })))
        .hasCause(boom);
  }
}
