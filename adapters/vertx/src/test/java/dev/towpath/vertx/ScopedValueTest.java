package dev.towpath.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ScopedValues;
import dev.towpath.checks.Scoped;
import io.vertx.core.Context;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** C13, pitfall 21. */
class ScopedValueTest {
  @RegisterExtension final OnVertx on = new OnVertx();

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
              Context context = on.eventLoop();
              String body = VertxBridge.await(VertxBridge.call(context, tenant::seen, options));
              return body + " " + tenant.seen();
            });

    assertThat(seen).isEqualTo("acme acme");
    assertThat(onAVerticle(tenant)).isEqualTo("acme acme");
  }

  /** Where a wait gives its context away and takes it back. */
  private String onAVerticle(Scoped tenant) throws Exception {
    Context context = on.virtualThread();
    return OnVertx.get(
        context,
        () ->
            tenant.callWith(
                "acme",
                () -> {
                  BridgeOptions<String> options =
                      BridgeOptions.<String>defaults()
                          .context(ScopedValues.capture(tenant.scopedValue()));
                  String body = VertxBridge.await(VertxBridge.call(tenant::seen, options));
                  return body + " " + tenant.seen();
                }));
  }
}
