package jdk;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import labels.Clean;

class Futures {

  static void nap() {
    try {
      Thread.sleep(1000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Clean("the common pool may wait")
  static class SupplyAsync {
    void run() { CompletableFuture.supplyAsync(() -> 1).thenAccept(x -> nap()); }
  }

  @Clean("an executor of its own")
  static class OwnExecutor {
    private final Executor executor = Executors.newCachedThreadPool();
    void run(CompletableFuture<String> future) { future.thenAcceptAsync(x -> nap(), executor); }
  }

  @Clean("the client's own pool")
  static class HttpAsync {
    void run(HttpClient client, HttpRequest request) {
      client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(x -> nap());
    }
  }

  @Clean("plain threads")
  static class Threads {
    void run() { new Thread(() -> nap()).start(); nap(); }
  }
}
