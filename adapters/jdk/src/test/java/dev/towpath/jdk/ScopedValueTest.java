package dev.towpath.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ScopedValues;
import dev.towpath.checks.Scoped;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C13, pitfall 21. */
class ScopedValueTest {
  @Test
  @DisplayName("pitfall 21: a listed ScopedValue is bound in bodies and hooks, and after await")
  void bound() throws Exception {
    assumeTrue(Scoped.areThere(), "ScopedValue is final in 25");
    Scoped tenant = Scoped.unbound();

    String seen =
        tenant.callWith(
            "acme",
            () -> {
              BridgeOptions<String> options =
                  BridgeOptions.<String>defaults()
                      .context(ScopedValues.capture(tenant.scopedValue()));
              String body = FutureBridge.await(FutureBridge.call(tenant::seen, options));
              CompletableFuture<String> callback = new CompletableFuture<>();
              CallbackBridge.call(
                  () -> "tea", (value, failure) -> callback.complete(tenant.seen()), options);
              return body + " " + callback.get() + " " + tenant.seen();
            });

    assertThat(seen).isEqualTo("acme acme acme");
  }
}
