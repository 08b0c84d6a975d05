package web;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.Uninterruptibles;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.annotation.Get;
import com.linecorp.armeria.server.annotation.Blocking;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.micronaut.http.annotation.Controller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import labels.Blocks;
import labels.Clean;
import redis.clients.jedis.Jedis;

/** Shapes of real services on Quarkus, Micronaut, Armeria and with plain futures. */
class MoreServices {

  static String read(String name) {
    try { return Files.readString(java.nio.file.Path.of(name)); } catch (IOException e) { return ""; }
  }

  @Blocks("hello>EntityManager.find")
  static class QuarkusUni {
    EntityManager entities;
    @GET public Uni<String> hello() { return Uni.createFrom().item(entities.find(String.class, 1)); }
  }

  @Clean("a worker pool of Quarkus")
  static class QuarkusOffload {
    EntityManager entities;
    @GET public Uni<String> hello() {
      return Uni.createFrom().item(() -> entities.find(String.class, 1)).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
  }

  @Clean("resources with a plain return type run on workers")
  static class QuarkusPlain {
    EntityManager entities;
    @GET public String hello() { return entities.find(String.class, 1); }
  }

  @Clean("on a virtual thread")
  static class QuarkusVirtual {
    EntityManager entities;
    @GET @RunOnVirtualThread public Uni<String> hello() { return Uni.createFrom().item(entities.find(String.class, 1)); }
  }

  @Blocks("hello>atMost>UniAwait.atMost")
  static class AwaitOnLoop {
    @GET public Uni<String> hello() { return Uni.createFrom().item(atMost(Uni.createFrom().item("x"))); }
    private static String atMost(Uni<String> uni) { return uni.await().atMost(Duration.ofSeconds(5)); }
  }

  @Blocks("serve>count>Jedis.incr")
  static class ArmeriaJedis implements HttpService {
    private final Jedis jedis = new Jedis();
    @Override public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
      return HttpResponse.of(String.valueOf(count()));
    }
    private long count() { return jedis.incr("n"); }
  }

  @Clean("given to the blocking executor")
  static class ArmeriaOffload implements HttpService {
    private final Jedis jedis = new Jedis();
    @Override public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
      CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
      ctx.blockingTaskExecutor().execute(() -> answer.complete(HttpResponse.of(String.valueOf(count()))));
      return HttpResponse.of(answer);
    }
    private long count() { return jedis.incr("n"); }
  }

  @Blocks("after>read>Files.readString")
  static class LettuceContinuation {
    RedisAsyncCommands<String, String> redis;
    CompletionStage<String> after() { return redis.get("k").thenApply(x -> read(x)); }
  }

  @Clean("the continuation has an executor")
  static class LettuceAsyncContinuation {
    RedisAsyncCommands<String, String> redis;
    private final ExecutorService pool = Executors.newCachedThreadPool();
    CompletionStage<String> after() { return redis.get("k").thenApplyAsync(x -> read(x), pool); }
  }

  @Clean("java.net.http completes on the client's own executor")
  static class HttpClientContinuation {
    private final HttpClient client = HttpClient.newHttpClient();
    CompletableFuture<String> get() {
      return client.sendAsync(java.net.http.HttpRequest.newBuilder(URI.create("http://x")).build(), BodyHandlers.ofString())
          .thenApply(response -> read(response.body()));
    }
  }

  @Clean("nobody here must not wait")
  static class PlainFutures {
    String all() throws Exception {
      CompletableFuture<String> a = CompletableFuture.supplyAsync(() -> read("a"));
      CompletableFuture<String> b = CompletableFuture.supplyAsync(() -> read("b"));
      return a.thenCombine(b, (x, y) -> x + y).get(1, TimeUnit.SECONDS);
    }
  }

  @Clean("all are complete by then")
  static class AllOf {
    CompletionStage<List<String>> all(RedisAsyncCommands<String, String> redis) {
      List<CompletableFuture<String>> parts = List.of(redis.get("a").toCompletableFuture(), redis.get("b").toCompletableFuture());
      return CompletableFuture.allOf(parts.toArray(new CompletableFuture[0]))
          .thenApply(done -> parts.stream().map(CompletableFuture::join).toList());
    }
  }
}
