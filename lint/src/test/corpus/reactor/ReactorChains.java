package reactor;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import labels.Blocks;
import labels.Clean;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class ReactorChains {

  static String read(String name) {
    try {
      return Files.readString(Path.of(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Blocks("run>read>Files.readString")
  static class PublishOnParallel {
    Flux<String> run() { return Flux.just("a").publishOn(Schedulers.parallel()).map(x -> read(x)); }
  }

  @Clean("bounded elastic may wait")
  static class PublishOnElastic {
    Flux<String> run() { return Flux.just("a").publishOn(Schedulers.boundedElastic()).map(x -> read(x)); }
  }

  @Blocks("run>read>Files.readString")
  static class Interval {
    void run() { Flux.interval(Duration.ofSeconds(1)).map(x -> read("tick")).subscribe(); }
  }

  @Blocks("run>read>Files.readString")
  static class DelayThenSubscribe {
    void run() { Mono.delay(Duration.ofSeconds(1)).subscribe(x -> read("late")); }
  }

  @Clean("back to elastic after the timer")
  static class IntervalThenElastic {
    void run() { Flux.interval(Duration.ofSeconds(1)).publishOn(Schedulers.boundedElastic()).doOnNext(x -> read("tick")).subscribe(); }
  }

  @Blocks("run>read>Files.readString")
  static class SubscribeOnParallel {
    Mono<String> run() { return Mono.fromCallable(() -> read("x")).subscribeOn(Schedulers.parallel()); }
  }

  @Clean("the callable runs where it is subscribed")
  static class SubscribeOnElastic {
    Mono<String> run() { return Mono.fromCallable(() -> read("x")).subscribeOn(Schedulers.boundedElastic()); }
  }

  @Blocks("get>read>Files.readString")
  @RestController
  static class Controller {
    @GetMapping("/x") public Mono<String> get() { return Mono.just(read("eager")); }
  }

  @Blocks("get>read>Files.readString")
  @RestController
  static class EagerDefault {
    private WebClient client;
    @GetMapping("/x") public Mono<String> get() {
      return Mono.<String>empty().defaultIfEmpty(read("eager")).subscribeOn(Schedulers.boundedElastic());
    }
  }

  @Clean("wrapped and moved")
  @RestController
  static class WrappedController {
    @GetMapping("/x") public Mono<String> get() {
      return Mono.fromCallable(() -> read("x")).subscribeOn(Schedulers.boundedElastic());
    }
  }

  @Blocks("get>Mono.block")
  @RestController
  static class BlockInController {
    private WebClient client;
    @GetMapping("/x") public Mono<String> get() {
      String token = client.get().retrieve().bodyToMono(String.class).block();
      return Mono.just(token);
    }
  }

  @Blocks("run>read>Files.readString")
  static class AfterWebClient {
    private WebClient client;
    Mono<String> run() { return client.get().retrieve().bodyToMono(String.class).map(x -> read(x)); }
  }

  @Blocks("run>read>Files.readString")
  static class SubscribeOnDoesNotHelpAfterWebClient {
    private WebClient client;
    Mono<String> run() {
      return client.get().retrieve().bodyToMono(String.class).map(x -> read(x)).subscribeOn(Schedulers.boundedElastic());
    }
  }

  @Clean("published on elastic after the client")
  static class PublishOnAfterWebClient {
    private WebClient client;
    Mono<String> run() {
      return client.get().retrieve().bodyToMono(String.class).publishOn(Schedulers.boundedElastic()).map(x -> read(x));
    }
  }

  @Clean("flatMap moves each call")
  static class FlatMapElastic {
    private WebClient client;
    Mono<String> run() {
      return client.get().retrieve().bodyToMono(String.class)
          .flatMap(x -> Mono.fromCallable(() -> read(x)).subscribeOn(Schedulers.boundedElastic()));
    }
  }

  @Blocks("run>read>Files.readString")
  static class FlatMapInline {
    private WebClient client;
    Mono<String> run() {
      return client.get().retrieve().bodyToMono(String.class).flatMap(x -> Mono.just(read(x)));
    }
  }

  @Blocks("filter>read>Files.readString")
  static class Filter implements WebFilter {
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      read("acl");
      return chain.filter(exchange);
    }
  }

  @Blocks("filter>RestTemplate.getForObject")
  static class Gateway implements GlobalFilter {
    private final RestTemplate rest = new RestTemplate();
    @Override public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
      rest.getForObject("http://auth", String.class);
      return chain.filter(exchange);
    }
  }

  @Clean("deferred to elastic inside the filter")
  static class GoodFilter implements WebFilter {
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      return Mono.fromRunnable(() -> read("acl")).subscribeOn(Schedulers.boundedElastic()).then(chain.filter(exchange));
    }
  }

  @Blocks("hello>read>Files.readString")
  static class Functional {
    RouterFunction<ServerResponse> routes() { return RouterFunctions.route(RequestPredicates.GET("/x"), this::hello); }
    Mono<ServerResponse> hello(ServerRequest request) { return ServerResponse.ok().bodyValue(read("x")); }
  }

  @Blocks("handle>Flux.blockFirst")
  static class HandlerClass implements HandlerFunction<ServerResponse> {
    @Override public Mono<ServerResponse> handle(ServerRequest request) {
      Flux.just("x").blockFirst();
      return ServerResponse.ok().build();
    }
  }

  @Clean("a scheduler over a pool of its own")
  static class OwnScheduler {
    private final Scheduler scheduler = Schedulers.fromExecutorService(Executors.newFixedThreadPool(4));
    Mono<String> run() { return Mono.just("x").publishOn(scheduler).map(x -> read(x)); }
  }

  @Blocks("run>read>Files.readString")
  static class SchedulerInField {
    private static final Scheduler SCHEDULER = Schedulers.newParallel("p");
    Mono<String> run() { return Mono.just("x").publishOn(SCHEDULER).map(x -> read(x)); }
  }

  @Clean("every caller subscribes on elastic")
  static class CallerMoves {
    private Mono<String> load() { return Mono.fromCallable(() -> read("x")); }
    Mono<String> one() { return load().subscribeOn(Schedulers.boundedElastic()); }
    Mono<String> two() { return load().map(String::trim).subscribeOn(Schedulers.boundedElastic()); }
  }

  @Clean("a stream that lives in memory")
  static class InMemoryStream {
    Flux<Integer> run() {
      return Flux.just("x").publishOn(Schedulers.parallel()).map(x -> {
        try (InputStream in = new ByteArrayInputStream(x.getBytes())) { return in.read(); } catch (IOException e) { return 0; }
      });
    }
  }

  @Clean("asks first whether it may block")
  static class Gate {
    Mono<String> run() {
      return Mono.just("x").publishOn(Schedulers.parallel()).map(x -> Schedulers.isInNonBlockingThread() ? x : read(x));
    }
  }

  @Blocks("run>run>read>Files.readString")
  static class StreamInside {
    Mono<String> run() {
      return Mono.just(List.of("a", "b")).publishOn(Schedulers.single())
          .map(names -> String.join(",", names.stream().map(name -> read(name)).toList()));
    }
  }

  @Blocks("run>CompletableFuture.get")
  static class FakeFix {
    private WebClient client;
    Mono<String> run() {
      return Mono.just("x").publishOn(Schedulers.parallel()).map(x -> {
        try { return client.get().retrieve().bodyToMono(String.class).toFuture().get(); } catch (Exception e) { return ""; }
      });
    }
  }

  @Blocks("schedule>read>Files.readString")
  static class ScheduledTask {
    void schedule() { Schedulers.parallel().schedule(() -> read("x")); }
  }

  @Clean("scheduled on elastic")
  static class ScheduledElastic {
    void schedule() { Schedulers.boundedElastic().schedule(() -> read("x")); }
  }

  @Blocks("audit>read>Files.readString")
  static class MethodReferenceOperator {
    Flux<String> run() { return Flux.interval(Duration.ofMillis(5)).map(String::valueOf).doOnNext(this::audit); }
    void audit(String x) { read(x); }
  }

  @Clean("the thread that builds the chain may wait")
  static class PlainCaller {
    static String run() { return Mono.fromCallable(() -> read("x")).map(x -> x + read("y")).block(); }
  }

  @Blocks("compose>read>Files.readString")
  static class Transform {
    Mono<String> run() { return Mono.just("x").publishOn(Schedulers.parallel()).flatMap(this::compose); }
    Mono<String> compose(String x) { return Mono.just(read(x)); }
  }
}
