package dev.towpath.benchmarks.bridges;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Channel;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Receiver;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.reactor.ReactorBridge;
import dev.towpath.rxjava3.RxBridge;
import dev.towpath.vertx.VertxBridge;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import org.HdrHistogram.Histogram;
import reactor.core.publisher.Flux;

/**
 * How soon a cancel is felt where code waits, and whether it leaves threads behind: many cancels,
 * one after the other, each of a body or reader that waits for what never comes.
 */
public final class Releases {
  private static final String NAME = "cancelled";
  private static final long HIGHEST = 10_000_000_000L; // nanoseconds that the histogram can hold
  private static final int WARM_UP = 2_000;

  private final int cancels;
  private final SynchronousQueue<Long> released = new SynchronousQueue<>();

  /**
   * @param cancels how many of each kind
   */
  public Releases(int cancels) {
    this.cancels = cancels;
  }

  /** Code that waits: a body to be interrupted, or a reader to be told of the end. */
  private interface Kind {
    /** Starts a thread that runs {@code waiting}, and returns how to cancel it. */
    Runnable start(Waiting waiting) throws Exception;
  }

  /** What waits, and tells when it starts and when it is released. */
  private final class Waiting implements Callable<Integer> {
    private final SynchronousQueue<Thread> started = new SynchronousQueue<>();
    private Receiver<Integer> source = Channel.<Integer>rendezvous().receiver();

    /** Sets for what it waits, instead of what nothing but an interrupt ends. */
    void on(Receiver<Integer> source) {
      this.source = source;
    }

    @Override
    public Integer call() throws Exception {
      started.put(Thread.currentThread());
      try {
        return source.receive();
      } catch (ChannelClosedException e) {
        return 0;
      } finally {
        long now = System.nanoTime();
        Thread.interrupted();
        released.put(now);
      }
    }

    void awaitWaiting() throws InterruptedException {
      Thread thread = started.take();
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
  }

  /** Measures all kinds; a line for each, and one for the threads that are left. */
  public List<String> report() throws Exception {
    Vertx vertx = Vertx.vertx();
    BridgeOptions<Integer> named = BridgeOptions.<Integer>defaults().name(NAME);
    List<String> lines = new ArrayList<>();
    lines.add("from cancel to release, ns, " + cancels + " cancels of each");
    lines.add(line("call Mono", body -> ReactorBridge.call(body, named).subscribe()::dispose));
    lines.add(line("call Single", body -> RxBridge.call(body, named).subscribe()::dispose));
    lines.add(
        line(
            "call CompletableFuture",
            body -> {
              var future = FutureBridge.call(body, named);
              return () -> future.cancel(true);
            }));
    lines.add(
        line(
            "call Vert.x Future",
            body -> {
              Promise<Void> stop = Promise.promise();
              VertxBridge.call(vertx.getOrCreateContext(), body, stop.future(), named);
              return stop::complete;
            }));
    lines.add(
        line(
            "open Flux",
            reader -> {
              Receiver<Integer> values = ReactorBridge.open(Flux.never(), 1, named);
              reader.on(values);
              FutureTask<Integer> reading = new FutureTask<>(reader);
              Thread.ofVirtual().name(NAME).start(reading);
              return values::close;
            }));
    vertx.close().toCompletionStage().toCompletableFuture().get();
    lines.add("threads left: " + threadsLeft());
    return lines;
  }

  private String line(String name, Kind kind) throws Exception {
    Histogram nanos = new Histogram(HIGHEST, 3);
    for (int i = -WARM_UP; i < cancels; i++) {
      long took = cancelOne(kind);
      if (i >= 0) {
        nanos.recordValue(took);
      }
    }
    return String.format(
        Locale.ROOT,
        "  %-24s p50 %8d  p99 %8d  max %9d",
        name,
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(99),
        nanos.getMaxValue());
  }

  private long cancelOne(Kind kind) throws Exception {
    Waiting waiting = new Waiting();
    Runnable cancel = kind.start(waiting);
    waiting.awaitWaiting();
    long start = System.nanoTime();
    cancel.run();
    return released.take() - start;
  }

  /** Virtual threads are seen only in a dump. */
  private static long threadsLeft() throws IOException {
    Path folder = Files.createTempDirectory("threads");
    Path dump = folder.resolve("dump.txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      return Files.readAllLines(dump).stream().filter(line -> line.contains('"' + NAME)).count();
    } finally {
      Files.deleteIfExists(dump);
      Files.delete(folder);
    }
  }
}
