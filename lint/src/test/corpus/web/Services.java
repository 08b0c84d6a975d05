package web;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micronaut.http.annotation.Get;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.quarkus.vertx.ConsumeEvent;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import labels.Blocks;
import labels.Clean;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import redis.clients.jedis.Jedis;

class Services {

  static void nap() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Blocks("get>EntityManager.find")
  static class QuarkusUni {
    private EntityManager entities;
    @GET public Uni<Object> get() { return Uni.createFrom().item(entities.find(String.class, 1)); }
  }

  @Clean("marked blocking")
  static class QuarkusBlocking {
    private EntityManager entities;
    @GET @Blocking public Uni<Object> get() { return Uni.createFrom().item(entities.find(String.class, 1)); }
  }

  @Clean("a virtual thread")
  static class QuarkusVirtual {
    @GET @RunOnVirtualThread public Uni<String> get() { nap(); return Uni.createFrom().item("x"); }
  }

  @Clean("a plain return type runs on a worker")
  static class QuarkusPlain {
    @GET public String get() { nap(); return "x"; }
  }

  @Blocks("consume>nap>Thread.sleep")
  static class QuarkusEvent {
    @ConsumeEvent("x") public void consume(String event) { nap(); }
  }

  @Clean("the event asks for a worker")
  static class QuarkusBlockingEvent {
    @ConsumeEvent(value = "x", blocking = true) public void consume(String event) { nap(); }
  }

  @Blocks("work>nap>Thread.sleep")
  static class Marked {
    @NonBlocking void work() { nap(); }
  }

  @Blocks("work>Services$CallsMarked$Slow.slow")
  static class CallsMarked {
    static class Slow { @Blocking void slow() { } }
    @NonBlocking void work() { new Slow().slow(); }
  }

  @Blocks("get>UniAwait.atMost")
  static class MutinyAwait {
    @GET public Uni<String> get() { return Uni.createFrom().item(Uni.createFrom().item("x").await().atMost(Duration.ofSeconds(1))); }
  }

  @Clean("subscribed on a worker")
  static class MutinyWorker {
    @GET public Uni<Object> get() {
      return Uni.createFrom().item(() -> { nap(); return (Object) "x"; }).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
  }

  @Blocks("list>nap>Thread.sleep")
  static class Micronaut {
    @Get public String list() { nap(); return "x"; }
  }

  @Blocks("serve>nap>Thread.sleep")
  static class Armeria implements HttpService {
    @Override public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) { nap(); return HttpResponse.of(200); }
  }

  @Clean("on the blocking executor")
  static class ArmeriaOffload implements HttpService {
    @Override public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
      ctx.blockingTaskExecutor().execute(() -> nap());
      return HttpResponse.of(200);
    }
  }

  @Blocks("filter>KafkaProducer.send")
  static class KafkaSend implements WebFilter {
    private KafkaProducer<String, String> producer;
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      producer.send(new ProducerRecord<>("t", "v"));
      return chain.filter(exchange);
    }
  }

  @Blocks("filter>Call.execute")
  static class OkHttp implements WebFilter {
    private final OkHttpClient client = new OkHttpClient();
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      try { client.newCall(new Request.Builder().url("http://x").build()).execute().close(); } catch (java.io.IOException e) { return Mono.error(e); }
      return chain.filter(exchange);
    }
  }

  @Clean("enqueued, not executed")
  static class OkHttpEnqueue implements WebFilter {
    private final OkHttpClient client = new OkHttpClient();
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      Call call = client.newCall(new Request.Builder().url("http://x").build());
      call.enqueue(null);
      return chain.filter(exchange);
    }
  }

  @Blocks("create>JdbcTemplate.update")
  static class Jdbc {
    private JdbcTemplate jdbc;
    @PostMapping public Mono<Integer> create() { return Mono.just(jdbc.update("insert")); }
  }

  @Blocks("filter>DiscoveryClient.getInstances")
  static class Discovery implements WebFilter {
    private DiscoveryClient discovery;
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      discovery.getInstances("x");
      return chain.filter(exchange);
    }
  }

  @Blocks("filter>Jedis.get")
  static class Cache implements WebFilter {
    private Jedis jedis;
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) { jedis.get("x"); return chain.filter(exchange); }
  }

  @Blocks("run>nap>Thread.sleep")
  static class LettuceContinuation {
    private RedisAsyncCommands<String, String> redis;
    void run() { redis.get("x").thenAccept(value -> nap()); }
  }

  @Clean("moved to an executor")
  static class LettuceAsync {
    private RedisAsyncCommands<String, String> redis;
    void run() { redis.get("x").thenAcceptAsync(value -> nap()); }
  }

  @Blocks("filter>Uninterruptibles.sleepUninterruptibly")
  static class GuavaSleep implements WebFilter {
    @Override public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      Uninterruptibles.sleepUninterruptibly(Duration.ofSeconds(1));
      return chain.filter(exchange);
    }
  }

  @Blocks("wrap>CompletableFuture.join")
  static class StageJoin {
    private RedisAsyncCommands<String, String> redis;
    CompletionStage<String> run() { return redis.get("x").thenApply(this::wrap); }
    private String wrap(String value) { return redis.get(value).toCompletableFuture().join(); }
  }

  @Clean("all of them are complete")
  static class AllOf {
    private RedisAsyncCommands<String, String> redis;
    void run() {
      java.util.concurrent.CompletableFuture<String> a = redis.get("a").toCompletableFuture();
      java.util.concurrent.CompletableFuture<String> b = redis.get("b").toCompletableFuture();
      java.util.concurrent.CompletableFuture.allOf(a, b).thenApply(done -> a.join() + b.join());
    }
  }

  @Clean("all of a list are complete")
  static class AllOfList {
    private RedisAsyncCommands<String, String> redis;
    void run(java.util.List<java.util.concurrent.CompletableFuture<String>> futures) {
      futures.add(redis.get("a").toCompletableFuture());
      java.util.concurrent.CompletableFuture.allOf(futures.toArray(new java.util.concurrent.CompletableFuture<?>[0]))
          .thenApply(done -> futures.stream().map(java.util.concurrent.CompletableFuture::join).toList());
    }
  }
}
