package dev.towpath.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a body sees of its subscriber's context: C13. */
abstract class ContextContract extends ContractGroup {
  @Override
  String verb() {
    return "publish";
  }

  @Test
  @DisplayName(
      "pitfall 19, C13: the body of a publish sees its subscriber's context, before and after a send")
  void bodyOfPublish() throws InterruptedException {
    CompletableFuture<@Nullable String> before = new CompletableFuture<>();
    CompletableFuture<@Nullable String> after = new CompletableFuture<>();
    Flow.Publisher<String> publisher =
        bridge()
            .publish(
                out -> {
                  before.complete(bridge().contextValue());
                  out.send("a");
                  after.complete(bridge().contextValue());
                },
                options());

    run(bridge().inContext("tenant 1", publisher));

    assertEquals("tenant 1", soon(before));
    assertEquals("tenant 1", soon(after));
  }

  @Test
  @DisplayName("pitfall 19, C13: the body of a call sees its subscriber's context")
  void bodyOfCall() throws InterruptedException {
    CompletableFuture<@Nullable String> seen = new CompletableFuture<>();
    Flow.Publisher<String> publisher =
        bridge()
            .call(
                () -> {
                  seen.complete(bridge().contextValue());
                  return "a";
                },
                options());

    run(bridge().inContext("tenant 1", publisher));

    assertEquals("tenant 1", soon(seen));
  }

  @Test
  @DisplayName(
      "pitfall 20, C13: each run sees the context of its own subscriber, and none leaks out")
  void eachRunItsOwn() throws InterruptedException {
    for (String tenant : new String[] {"tenant 1", "tenant 2"}) {
      CompletableFuture<@Nullable String> seen = new CompletableFuture<>();
      Flow.Publisher<String> publisher =
          bridge().publish(out -> seen.complete(bridge().contextValue()), options());

      run(bridge().inContext(tenant, publisher));

      assertEquals(tenant, soon(seen));
      assertNotEquals(tenant, bridge().contextValue());
    }
  }

  private static void run(Flow.Publisher<String> publisher) throws InterruptedException {
    ScriptedSubscriber<String> subscriber = ScriptedSubscriber.requesting(Long.MAX_VALUE);
    publisher.subscribe(subscriber);
    subscriber.awaitOver();
    assertEquals(0, subscriber.failures().size());
  }
}
