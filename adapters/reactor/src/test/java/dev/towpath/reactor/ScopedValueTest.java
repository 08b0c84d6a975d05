package dev.towpath.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ScopedValues;
import dev.towpath.checks.Scoped;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

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
              Mono<String> call =
                  ReactorBridge.call(tenant::seen, options).subscribeOn(Schedulers.parallel());
              String producer =
                  ReactorBridge.publish(out -> out.send(tenant.seen()), options).blockLast();
              return ReactorBridge.await(call) + " " + producer + " " + tenant.seen();
            });

    assertThat(seen).isEqualTo("acme acme acme");
  }
}
