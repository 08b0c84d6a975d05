package dev.towpath.rxjava3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ScopedValues;
import dev.towpath.checks.Scoped;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
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
              Single<String> call =
                  RxBridge.call(tenant::seen, options).subscribeOn(Schedulers.computation());
              String producer =
                  RxBridge.publish(out -> out.send(tenant.seen()), options).blockingLast();
              return RxBridge.await(call) + " " + producer + " " + tenant.seen();
            });

    assertThat(seen).isEqualTo("acme acme acme");
  }
}
