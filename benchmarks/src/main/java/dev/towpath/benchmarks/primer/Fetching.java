package dev.towpath.benchmarks.primer;

import dev.towpath.benchmarks.load.stub.StubMain;
import dev.towpath.benchmarks.load.wire.Loopback;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks a slow server for numbers, with some workers, in a process of its own: either each number
 * once, or as a pipeline whose stages ask, hash what came, and ask again to store it.
 */
final class Fetching {
  private static final int HASHED = 64 << 10;
  private static final int CAPACITY = 16;
  private static final int SKUS = 1_000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String server;
  private final int count;
  private final int workers;

  private Fetching(Pairs settings) {
    this.server =
        "http://"
            + Loopback.HOST
            + ":"
            + settings.number("port")
            + "/price?delay="
            + settings.number("delay")
            + "&id=0&sku=";
    this.count = (int) settings.number("count");
    this.workers = (int) settings.number("workers");
  }

  private interface Stage<T, R> {
    R apply(T value) throws Exception;
  }

  /** Says how many nanoseconds each run took, a line for each. */
  public static void main(String[] args) throws Exception {
    run(Pairs.parse(args)).forEach(System.out::println);
  }

  /**
   * Runs {@code scenario=Fetch|Pipeline port=N delay=MS count=N workers=N times=N}, and returns how
   * many nanoseconds each took.
   *
   * @throws IllegalStateException if an answer was lost
   */
  static List<Long> run(Pairs settings) throws InterruptedException {
    Fetching fetching = new Fetching(settings);
    boolean pipeline = settings.text("scenario").equals("Pipeline");
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < settings.number("times"); i++) {
      long start = System.nanoTime();
      long sum = pipeline ? fetching.pipeline() : fetching.fetchAll();
      all.add(System.nanoTime() - start);
      if (sum != fetching.expected()) {
        throw new IllegalStateException("answers lost: sum " + sum);
      }
    }
    return all;
  }

  private long expected() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += StubMain.price(i % SKUS);
    }
    return sum;
  }

  private long fetchAll() throws InterruptedException {
    try (Scope scope = Scope.open()) {
      return sum(staged(scope, numbers(scope), this::fetch));
    }
  }

  private long pipeline() throws InterruptedException {
    try (Scope scope = Scope.open()) {
      Receiver<String> bodies = staged(scope, numbers(scope), this::body);
      Receiver<Integer> hashed = staged(scope, bodies, Fetching::hashed);
      return sum(staged(scope, hashed, this::fetch));
    }
  }

  private Receiver<Integer> numbers(Scope scope) {
    Channel<Integer> numbers = Channel.buffered(CAPACITY);
    scope.feed(
        numbers.sender(),
        out -> {
          for (int i = 0; i < count; i++) {
            out.send(i % SKUS);
          }
        });
    return numbers.receiver();
  }

  /** A stage of as many workers; what they make ends when all of them have ended. */
  private <T, R> Receiver<R> staged(Scope scope, Receiver<T> in, Stage<T, R> stage) {
    Channel<R> made = Channel.buffered(CAPACITY);
    scope.feed(
        made.sender(),
        out -> {
          try (Scope all = Scope.open()) {
            for (int i = 0; i < workers; i++) {
              all.fork(() -> work(in, stage, out));
            }
            all.join();
          }
        });
    return made.receiver();
  }

  private static <T, R> void work(Receiver<T> in, Stage<T, R> stage, Sender<R> out)
      throws Exception {
    for (T value : in) {
      out.send(stage.apply(value));
    }
  }

  private static long sum(Receiver<Integer> values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  private int fetch(int sku) throws IOException, InterruptedException {
    return Integer.parseInt(body(sku));
  }

  private String body(int sku) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(server + sku)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  /** Returns which number a body was the answer to, having hashed as much as a page has. */
  private static int hashed(String body) throws Exception {
    byte[] page = new byte[HASHED];
    Arrays.fill(page, (byte) body.length());
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(page);
    int price = Integer.parseInt(body);
    return hash.length == 32 ? StubMain.sku(price) : -1;
  }
}
