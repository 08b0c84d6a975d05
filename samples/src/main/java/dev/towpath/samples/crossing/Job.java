package dev.towpath.samples.crossing;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

/**
 * Carries all files of an archive across: fetch, hash, load. Everything here is plain loops on
 * virtual threads, with a channel between one loop and the next; what is not is in the {@link
 * Style}.
 */
public final class Job {
  private static final int HASHERS = Runtime.getRuntime().availableProcessors();
  private static final int BATCH = 64;

  private final URI server;
  private final int demand;
  private final Path temp;
  private final Map<String, String> expected;

  /**
   * Prepares the job; reads all files directly, to compare with.
   *
   * @param archive what the server serves
   * @param server where to fetch it from
   * @param demand how many values each style may be ahead
   * @param temp where the databases are, each while it is used
   * @throws IOException if a file cannot be read
   */
  public Job(Archive archive, URI server, int demand, Path temp) throws IOException {
    this.server = server;
    this.demand = demand;
    this.temp = temp;
    this.expected = sumsOf(archive);
  }

  /**
   * Does it once.
   *
   * @param style how to fetch the files and to deliver the rows
   * @param progress told of each row that has been delivered
   * @return what became of the files; has the failure if there was one
   * @throws InterruptedException if interrupted while waiting for the end
   */
  public Outcome run(Style style, Consumer<Row> progress)
      throws IOException, SQLException, InterruptedException {
    Gauge gauge = new Gauge();
    Tally delivered = new Tally();
    try (Database database = Database.create(temp)) {
      long start = System.nanoTime();
      CompletionStage<Void> end =
          style.deliver(out -> carry(style, gauge, database, out), delivered.andThen(progress));
      Optional<Throwable> failure = await(end);
      Duration time = Duration.ofNanos(System.nanoTime() - start);
      Map<String, String> loaded = database.sums();
      return new Outcome(
          style.name(),
          delivered.files(),
          delivered.bytes(),
          time,
          gauge.greatest(),
          lost(delivered, loaded),
          differing(loaded),
          failure);
    }
  }

  // @start region="stages"
  /** Fetches, hashes and loads at once. A failure travels down the channels, behind the data. */
  private void carry(Style style, Gauge gauge, Database database, Sender<Row> out)
      throws Exception {
    Channel<Document> documents = Channel.rendezvous();
    Channel<Row> rows = Channel.buffered(BATCH);
    try (Scope scope = Scope.open(style.name())) {
      scope.fork(() -> feed(documents.sender(), to -> style.fetch(server, demand, gauge, to)));
      scope.fork(() -> feed(rows.sender(), to -> hash(documents.receiver(), to)));
      load(rows.receiver(), database, out);
      scope.join();
    }
  }

  private static void hash(Receiver<Document> documents, Sender<Row> rows)
      throws InterruptedException {
    try (Scope loops = Scope.open("hash")) {
      for (int i = 0; i < HASHERS; i++) {
        loops.fork(() -> hashUntilEnd(documents, rows));
      }
      loops.join();
    }
  }

  private static boolean hashUntilEnd(Receiver<Document> documents, Sender<Row> rows)
      throws InterruptedException {
    for (Document document : documents) {
      rows.send(document.toRow());
    }
    return true;
  }

  private static void load(Receiver<Row> rows, Database database, Sender<Row> out)
      throws SQLException, InterruptedException {
    List<Row> batch = new ArrayList<>();
    for (Row first : rows) {
      batch.add(first);
      rows.drainTo(batch, BATCH - 1);
      database.insert(batch);
      for (Row row : batch) {
        out.send(row);
      }
      batch.clear();
    }
  }

  // @end

  /** Runs a stage; the next one learns how it ended. */
  static <T> boolean feed(Sender<T> next, Producer<T> stage) {
    try {
      stage.produce(next);
      next.close();
      return true;
    } catch (Throwable t) {
      next.fail(t);
      return false;
    }
  }

  private static Optional<Throwable> await(CompletionStage<Void> end) throws InterruptedException {
    try {
      end.toCompletableFuture().get();
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    }
  }

  /**
   * Counts the files that are not in the database, or whose delivery the subscriber did not see.
   */
  private int lost(Tally delivered, Map<String, String> loaded) {
    Set<String> missing = new HashSet<>(expected.keySet());
    missing.removeIf(name -> delivered.has(name) && loaded.containsKey(name));
    return missing.size();
  }

  /** Counts the files in the database that are not as they were read directly. */
  private int differing(Map<String, String> loaded) {
    Set<Map.Entry<String, String>> different = new HashSet<>(loaded.entrySet());
    different.removeAll(expected.entrySet());
    return different.size();
  }

  private static Map<String, String> sumsOf(Archive archive) throws IOException {
    Map<String, String> sums = new HashMap<>();
    for (String name : archive.names()) {
      try (InputStream bytes = archive.open(name)) {
        sums.put(name, Sha256.of(bytes.readAllBytes()));
      } catch (IOException e) {
        throw new IOException("cannot read " + name + ": " + e.getClass().getSimpleName(), e);
      }
    }
    return sums;
  }
}
