package dev.towpath.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ContextCarrier;
import dev.towpath.channel.Receiver;
import io.micrometer.context.ContextRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.publisher.TestPublisher;
import reactor.test.publisher.TestPublisher.Violation;
import reactor.util.context.Context;

/** C13: what travels with a call, both ways. */
class ContextTest {
  private static final String KEY = "tenant";
  private static final ThreadLocal<String> TENANT = new InheritableThreadLocal<>();

  @BeforeAll
  static void register() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, TENANT);
  }

  @AfterAll
  static void unregister() {
    ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
  }

  @AfterEach
  void clear() {
    TENANT.remove();
  }

  @Test
  @DisplayName("pitfall 19: the Flux that is opened has the caller's thread-locals in its Context")
  void openCarriesTheCallersContext() throws Exception {
    TENANT.set("acme");

    try (Receiver<String> receiver =
        ReactorBridge.open(tenantOfTheContext().flux().publishOn(Schedulers.parallel()), 8)) {
      assertThat(receiver.receive()).isEqualTo("acme");
    }

    assertThat(TENANT.get()).isEqualTo("acme");
  }

  @Test
  @DisplayName("pitfalls 19, 20: so has the Mono that is awaited, whichever thread completes it")
  void awaitCarriesTheCallersContext() throws Exception {
    TENANT.set("acme");

    assertThat(ReactorBridge.await(tenantOfTheContext())).isEqualTo("acme");
    assertThat(ReactorBridge.await(tenantOfTheContext().subscribeOn(Schedulers.parallel())))
        .isEqualTo("acme");
    assertThat(ReactorBridge.await(tenantOfTheContext().publishOn(Schedulers.single())))
        .isEqualTo("acme");

    assertThat(TENANT.get()).isEqualTo("acme");
  }

  @Test
  void withoutThreadLocalsTheContextIsEmpty() throws Exception {
    Integer size = ReactorBridge.await(Mono.deferContextual(context -> Mono.just(context.size())));

    assertThat(size).isZero();
  }

  @Test
  @DisplayName("pitfall 19: a publish runs with the thread-locals of its subscriber's Context")
  void publishSeesTheSubscribersContext() {
    Flux<String> flux =
        ReactorBridge.publish(out -> {
          out.send(TENANT.get());
          out.send(TENANT.get()); // still, after the subscriber was called from here
        });

    assertThat(flux.contextWrite(Context.of(KEY, "acme")).collectList().block())
        .containsExactly("acme", "acme");
  }

  @Test
  @DisplayName("pitfalls 19, 20: so does a call, from whatever thread it is subscribed to")
  void callSeesTheSubscribersContext() {
    Mono<String> mono = ReactorBridge.call(TENANT::get);

    assertThat(mono.contextWrite(Context.of(KEY, "acme")).block()).isEqualTo("acme");
    assertThat(
            mono.subscribeOn(Schedulers.parallel())
                .contextWrite(Context.of(KEY, "umbrella"))
                .block())
        .isEqualTo("umbrella");
    TENANT.set("of the caller");
    assertThat(mono.contextCapture().block()).isEqualTo("of the caller");
  }

  @Test
  @DisplayName("pitfall 19: what is not in the subscriber's Context does not leak into a body")
  void nothingIsInherited() {
    TENANT.set("of the caller");

    assertThat(ReactorBridge.call(TENANT::get).block()).isNull();
    assertThat(ReactorBridge.publish(out -> out.send(String.valueOf(TENANT.get()))).blockLast())
        .isEqualTo("null");
  }

  @Test
  @DisplayName("pitfall 20: with automatic propagation downstream operators see it too")
  void automaticPropagation() {
    Hooks.enableAutomaticContextPropagation();
    try {
      List<String> seen = new CopyOnWriteArrayList<>();
      TENANT.set("acme");
      ReactorBridge.publish(
              out -> {
                seen.add("body " + TENANT.get());
                out.send(1);
                TENANT.set("changed by the body");
                out.send(2);
              })
          .doOnNext(value -> seen.add("next " + TENANT.get()))
          .blockLast();

      assertThat(seen).containsExactly("body acme", "next acme", "next acme");
      assertThat(TENANT.get()).isEqualTo("acme");
    } finally {
      Hooks.disableAutomaticContextPropagation();
    }
  }

  @Test
  @DisplayName("pitfall 19: the functions of the options run with the captured thread-locals")
  void functionsOfTheOptionsSeeTheCapturedContext() {
    List<String> seen = new ArrayList<>();
    TestPublisher<Integer> source = TestPublisher.createNoncompliant(Violation.DEFER_CANCELLATION);
    BridgeOptions<Integer> options =
        BridgeOptions.<Integer>defaults()
            .onUndelivered(value -> seen.add("value " + TENANT.get()))
            .onLateError(error -> seen.add("error " + TENANT.get()));
    TENANT.set("acme");
    Receiver<Integer> receiver = ReactorBridge.open(source.flux(), 8, options);
    TENANT.set("another");
    source.next(1);

    receiver.close();
    source.error(new IllegalStateException("late"));

    assertThat(seen).containsExactly("value acme", "error acme");
    assertThat(TENANT.get()).isEqualTo("another");
  }

  @Test
  void theContextItselfIsReadWithDeferContextual() {
    Flux<String> flux =
        Flux.deferContextual(
            context -> ReactorBridge.publish(out -> out.send(context.get("user"))));

    assertThat(flux.contextWrite(Context.of("user", "ann")).blockLast()).isEqualTo("ann");
  }

  @Test
  void emissionsRunInTheSubscribersContextOnly() {
    Flux<String> inner = ReactorBridge.publish(out -> out.send(String.valueOf(TENANT.get())));

    Flux<String> both =
        Flux.concat(
            inner.contextWrite(Context.of(KEY, "first")),
            inner.contextWrite(Context.of(KEY, "second")),
            inner);

    assertThat(both.collectList().block()).containsExactly("first", "second", "null");
  }

  @Test
  void aContextSetInTheOptionsTravelsInsteadOfTheCallers() throws Exception {
    TENANT.set("of the caller");
    BridgeOptions<String> options = BridgeOptions.<String>defaults().context(new Tenant("set"));

    assertThat(ReactorBridge.await(tenantOfTheContext(), options)).isEqualTo("set");
    assertThat(ReactorBridge.call(TENANT::get, options).block()).isEqualTo("set");
    assertThat(
            ReactorBridge.call(TENANT::get, options)
                .contextWrite(Context.of(KEY, "of the subscriber"))
                .block())
        .isEqualTo("of the subscriber"); // on top
    assertThat(TENANT.get()).isEqualTo("of the caller");
  }

  private record Tenant(String name) implements ContextCarrier.Snapshot {
    @Override
    public <R> R call(Callable<? extends R> code) throws Exception {
      String before = TENANT.get();
      TENANT.set(name);
      try {
        return code.call();
      } finally {
        TENANT.set(before);
      }
    }
  }

  private static Mono<String> tenantOfTheContext() {
    return Mono.deferContextual(context -> Mono.just(context.get(KEY)));
  }
}
