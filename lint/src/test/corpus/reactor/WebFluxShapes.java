package reactor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import labels.Blocks;
import labels.Clean;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.factory.AbstractGatewayFilterFactory;
import org.springframework.core.Ordered;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.core.userdetails.ReactiveUserDetailsService;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Shapes of real services on WebFlux and Spring Cloud Gateway. */
class WebFluxShapes {

  record Token(String value, String user) {}

  interface Accounts extends CrudRepository<Token, String> { Token findByUser(String user); }
  interface ReactiveAccounts extends ReactiveCrudRepository<Token, String> {}

  @Blocks("filter>isValid>RestTemplate.getForObject")
  static class AuthFilter implements WebFilter {
    private final RestTemplate http = new RestTemplate();
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      return isValid(exchange.getRequest().getHeaders().getFirst("t")) ? chain.filter(exchange) : Mono.empty();
    }
    private boolean isValid(String token) {
      return Boolean.TRUE.equals(http.getForObject("http://auth/" + token, Boolean.class));
    }
  }

  @Blocks("filter>filter>call>RestTemplate.getForObject")
  static class FilterLambdaFlatMap implements GlobalFilter, Ordered {
    private RestTemplate http;
    @Override public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
      return Mono.just(exchange).flatMap(e -> Mono.just(call())).then(chain.filter(exchange));
    }
    private String call() { return http.getForObject("http://x", String.class); }
    @Override public int getOrder() { return 0; }
  }

  @Clean("subscribed on bounded elastic")
  static class FilterOffloads implements GlobalFilter {
    private RestTemplate http;
    @Override public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
      return Mono.fromCallable(() -> http.getForObject("http://x", String.class))
          .subscribeOn(Schedulers.boundedElastic())
          .flatMap(x -> chain.filter(exchange));
    }
  }

  @Blocks("filter>check>RestTemplate.getForObject")
  static class EagerArgument implements GlobalFilter {
    private RestTemplate http;
    @Override public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
      return Mono.just(check()).subscribeOn(Schedulers.boundedElastic()).then(chain.filter(exchange));
    }
    private String check() { return http.getForObject("http://x", String.class); }
  }

  @Blocks("apply>load>Files.readAllLines")
  static class FilterFactory extends AbstractGatewayFilterFactory<FilterFactory.Config> {
    static class Config { String file; }
    @Override public GatewayFilter apply(Config config) {
      return (exchange, chain) -> {
        load(config.file);
        return chain.filter(exchange);
      };
    }
    private List<String> load(String file) {
      try { return Files.readAllLines(Path.of(file)); } catch (IOException e) { return List.of(); }
    }
  }

  @Blocks("accounts>WebFluxShapes$Accounts.findAll")
  @RestController
  static class BlockingRepository {
    private final Accounts accounts;
    BlockingRepository(Accounts accounts) { this.accounts = accounts; }
    @GetMapping("/a") Flux<Token> accounts() { return Flux.fromIterable(accounts.findAll()); }
  }

  @Clean("a reactive repository")
  @RestController
  static class ReactiveRepository {
    private final ReactiveAccounts accounts;
    ReactiveRepository(ReactiveAccounts accounts) { this.accounts = accounts; }
    @GetMapping("/a") Flux<Token> accounts() { return accounts.findAll().map(t -> new Token(t.value(), "")); }
  }

  @Blocks("create>create>JdbcTemplate.update")
  @RestController
  static class JdbcInMap {
    private final JdbcTemplate jdbc;
    JdbcInMap(JdbcTemplate jdbc) { this.jdbc = jdbc; }
    @PostMapping("/a") Mono<Integer> create(@RequestBody Mono<String> body) {
      return body.map(x -> jdbc.update("insert", x));
    }
  }

  @Blocks("user>user>Mono.block")
  @RestController
  static class BlockInHelper {
    private final WebClient client = WebClient.create();
    @GetMapping("/u") Mono<String> user() { return Mono.just(new Remote(client).user("1")); }
    static class Remote {
      private final WebClient client;
      Remote(WebClient client) { this.client = client; }
      String user(String id) { return client.get().uri("/u/" + id).retrieve().bodyToMono(String.class).block(); }
    }
  }

  @Blocks("handle>block>Mono.block")
  static class MethodReferenceChain {
    private final WebClient client = WebClient.create();
    RouterFunction<ServerResponse> routes() {
      return RouterFunctions.route().GET("/x", this::handle).build();
    }
    Mono<ServerResponse> handle(ServerRequest request) {
      return ServerResponse.ok().bodyValue(block());
    }
    private String block() { return Optional.of(client.get().retrieve().bodyToMono(String.class)).map(Mono::block).get(); }
  }

  @Blocks("run>slow>Thread.sleep")
  static class AfterWebClient {
    private final WebClient client = WebClient.create();
    Mono<String> run() {
      return client.get().uri("/").retrieve().bodyToMono(String.class)
          .map(x -> slow(x))
          .subscribeOn(Schedulers.boundedElastic());
    }
    private static String slow(String x) {
      try { Thread.sleep(10); Thread.sleep(2000); } catch (InterruptedException e) { } return x;
    }
  }

  @Clean("published on bounded elastic before it waits")
  static class PublishedBeforeIt {
    private final WebClient client = WebClient.create();
    Mono<String> run() {
      return client.get().uri("/").retrieve().bodyToMono(String.class)
          .publishOn(Schedulers.boundedElastic())
          .map(x -> AfterWebClient.slow(x));
    }
  }

  static class Offload {
    private static final Scheduler JDBC = Schedulers.fromExecutor(Executors.newFixedThreadPool(8));
    static <T> Mono<T> blocking(Callable<T> body) { return Mono.fromCallable(body).subscribeOn(JDBC); }
    static <T> Mono<T> loose(Callable<T> body) { return Mono.fromCallable(body); }
  }

  @Clean("the house's own helper offloads")
  @RestController
  static class OwnOffload {
    private final JdbcTemplate jdbc;
    OwnOffload(JdbcTemplate jdbc) { this.jdbc = jdbc; }
    @GetMapping("/a") Mono<Integer> count() { return Offload.blocking(() -> jdbc.queryForObject("select 1", Integer.class)); }
  }

  @Blocks("count>loose>count>JdbcTemplate.queryForObject")
  @RestController
  static class OwnWrapperThatDoesNot {
    private final JdbcTemplate jdbc;
    OwnWrapperThatDoesNot(JdbcTemplate jdbc) { this.jdbc = jdbc; }
    @GetMapping("/a") Mono<Integer> count() { return Offload.loose(() -> jdbc.queryForObject("select 1", Integer.class)); }
  }

  @Blocks("findByUsername>findByUsername>UserDetailsService.loadUserByUsername")
  static class UserDetailsAdapter implements ReactiveUserDetailsService {
    private UserDetailsService service;
    @Override public Mono<UserDetails> findByUsername(String name) {
      return Mono.fromSupplier(() -> service.loadUserByUsername(name));
    }
  }

  @Blocks("filter>token>RestTemplate.getForObject")
  static class ClientFilter {
    private RestTemplate http;
    WebClient client() { return WebClient.builder().filter(this::filter).build(); }
    private Mono<ClientResponse> filter(ClientRequest request, org.springframework.web.reactive.function.client.ExchangeFunction next) {
      return next.exchange(ClientRequest.from(request).header("a", token()).build());
    }
    private String token() { return http.getForObject("http://token", String.class); }
  }

  @Blocks("start>CompletableFuture.join")
  static class TimerTick {
    void start() {
      Flux.interval(Duration.ofSeconds(1))
          .doOnNext(tick -> CompletableFuture.supplyAsync(() -> "x").join())
          .subscribe();
    }
  }

  @Clean("the executor's own thread waits")
  static class FutureSupplier {
    private final ExecutorService pool = Executors.newFixedThreadPool(2);
    Mono<String> run() {
      return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> AfterWebClient.slow("x"), pool));
    }
  }

  @Clean("nothing says on which thread this is subscribed")
  static class NobodyKnows {
    Mono<String> lookUp(Path file) { return Mono.fromCallable(() -> Files.readString(file)); }
  }
}
