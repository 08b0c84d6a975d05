package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.towpath.checks.Scoped;
import dev.towpath.flow.FlowBridge;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** C13, pitfall 21: scoped values that were listed are bound in bodies and hooks. */
@Timeout(60)
class ScopedValuesTest {
  private static <R> R onAnotherThread(Callable<R> code) throws Exception {
    FutureTask<R> task = new FutureTask<>(code);
    Thread.ofVirtual().start(task);
    return task.get();
  }

  private static void needs25() {
    assumeTrue(Scoped.areThere(), "ScopedValue is final in 25");
  }

  @Test
  @DisplayName("pitfall 21: what was bound at the capture is bound in the code, on any thread")
  void boundAgain() throws Exception {
    needs25();
    Scoped tenant = Scoped.unbound();
    Scoped user = Scoped.unbound();
    ContextCarrier.Snapshot snapshot =
        tenant.callWith(
            "acme",
            () ->
                user.callWith(
                    "eve", () -> ScopedValues.capture(tenant.scopedValue(), user.scopedValue())));

    assertThat(onAnotherThread(() -> snapshot.<String>call(() -> tenant.seen() + user.seen())))
        .isEqualTo("acmeeve");
    assertThat(
            tenant.callWith(
                "other", () -> snapshot.<String>call(tenant::seen) + " " + tenant.seen()))
        .isEqualTo("acme other");
    assertThat(tenant.seen()).isEqualTo("unbound");
  }

  @Test
  @DisplayName("what was not bound stays unbound, and null is a binding")
  void unboundStaysUnbound() throws Exception {
    needs25();
    Scoped tenant = Scoped.unbound();
    Scoped user = Scoped.unbound();
    ContextCarrier.Snapshot nothing = ScopedValues.capture(tenant.scopedValue());
    ContextCarrier.Snapshot one =
        user.callWith(null, () -> ScopedValues.capture(tenant.scopedValue(), user.scopedValue()));

    assertThat(onAnotherThread(() -> nothing.<String>call(tenant::seen))).isEqualTo("unbound");
    assertThat(onAnotherThread(() -> one.<String>call(() -> tenant.seen() + user.seen())))
        .isEqualTo("unboundnull");
    assertThat(ScopedValues.capture().<String>call(() -> "code runs")).isEqualTo("code runs");
  }

  @Test
  @DisplayName("C10: what the code throws comes out as itself")
  void throwsAsItself() throws Exception {
    needs25();
    Scoped tenant = Scoped.unbound();
    ContextCarrier.Snapshot snapshot =
        tenant.callWith("acme", () -> ScopedValues.capture(tenant.scopedValue()));
    IOException checked = new IOException("checked");
    Error error = new AssertionError("error");

    assertThatThrownBy(() ->
            snapshot.call(() -> {
              throw checked;
            }))
        .isSameAs(checked);
    assertThatThrownBy(() ->
            snapshot.call(() -> {
              throw error;
            }))
        .isSameAs(error);
  }

  @Test
  @DisplayName("pitfall 21: in the producer, in the callable and in the hooks; and after await")
  void overABridge() throws Exception {
    needs25();
    Scoped tenant = Scoped.unbound();
    List<String> seen = new CopyOnWriteArrayList<>();
    BridgeOptions<String> options =
        tenant.callWith(
            "acme",
            () ->
                BridgeOptions.<String>defaults()
                    .onUndelivered(value -> seen.add("hook " + tenant.seen()))
                    .context(ScopedValues.capture(tenant.scopedValue())));

    String awaited =
        tenant.callWith(
            "mine",
            () -> {
              String value =
                  FlowBridge.await(FlowBridge.call(() -> "callable " + tenant.seen(), options));
              return value + ", after " + tenant.seen();
            });
    try (Receiver<String> values =
        FlowBridge.open(
            FlowBridge.publish(out -> out.send("producer " + tenant.seen()), options), 1)) {
      seen.add(values.receive());
    }
    onAnotherThread(() -> {
      options.undelivered("late");
      return null;
    });

    assertThat(awaited).isEqualTo("callable acme, after mine");
    assertThat(seen).containsExactly("producer acme", "hook acme");
  }

  @Test
  @DisplayName("what is no ScopedValue is refused with a name, and so is null")
  void refused() {
    needs25();

    assertThatThrownBy(() -> ScopedValues.capture("tenant"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a ScopedValue: tenant");
    assertThatThrownBy(() -> ScopedValues.capture(Scoped.unbound().scopedValue(), null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("scoped value is null");
    assertThatThrownBy(() -> ScopedValues.capture((Object[]) null))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  @DisplayName("before Java 25 the message says what is needed")
  void tooOld() {
    assumeFalse(Scoped.areThere(), "ScopedValue is final in 25");

    assertThatThrownBy(() -> ScopedValues.capture())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageStartingWith("scoped values need Java 25 or later, this is 2");
  }
}
