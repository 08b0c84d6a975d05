package dev.towpath.benchmarks.load;

import dev.towpath.benchmarks.load.wire.Commands;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.run.Jvm;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of the load test, which does what it is told line by line. It ends when it is closed,
 * with this process, and when this process is killed.
 */
final class Child implements AutoCloseable {
  private static final Path NICE = Path.of("/usr/bin/nice");
  private static final long MAY_START_SECONDS = 60;
  private static final long MAY_END_SECONDS = 10;

  private final String name;
  private final Process process;
  private final BufferedWriter in;
  private final BufferedReader out;
  private final Thread atExit;
  private Pairs first;

  private Child(String name, Process process) {
    this.name = name;
    this.process = process;
    this.in = process.outputWriter();
    this.out = process.inputReader();
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param polite whether it leaves the processor to the others, where the system knows of that
   * @param log where its error stream goes
   * @throws IOException if it is not ready in time, or says why it cannot be
   */
  static Child start(Class<?> main, List<String> flags, Pairs settings, boolean polite, Path log)
      throws IOException, InterruptedException {
    List<String> words =
        settings.toString().isEmpty() ? List.of() : List.of(settings.toString().split(" "));
    ProcessBuilder builder = Jvm.of(main, flags, words);
    if (polite && Files.isExecutable(NICE)) {
      builder.command().addAll(0, List.of(NICE.toString(), "-n", "10"));
    }
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Child child = new Child(main.getSimpleName(), builder.start());
    try {
      child.first = child.answer(Duration.ofSeconds(MAY_START_SECONDS));
      return child;
    } catch (IOException | InterruptedException | RuntimeException e) {
      child.close();
      throw e;
    }
  }

  /** Returns what it said when it was ready. */
  Pairs first() {
    return first;
  }

  /**
   * Tells it something, and waits for the answer.
   *
   * @throws IOException if it says that it failed, has ended, or takes too long
   */
  Pairs ask(String command, Duration mayTake) throws IOException, InterruptedException {
    in.write(command + "\n");
    in.flush();
    return answer(mayTake);
  }

  private Pairs answer(Duration mayTake) throws IOException, InterruptedException {
    CompletableFuture<String> reading = new CompletableFuture<>();
    Thread.startVirtualThread(() -> {
      try {
        reading.complete(out.readLine());
      } catch (IOException e) {
        reading.completeExceptionally(e);
      }
    });
    String line;
    try {
      line = reading.get(mayTake.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(name + ": " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IOException(name + " says nothing for " + mayTake.toSeconds() + " s", e);
    }
    if (line == null) {
      throw new IOException(name + " has ended");
    }
    if (line.startsWith(Commands.FAILED)) {
      throw new IOException(name + ": " + line.substring(Commands.FAILED.length()));
    }
    return Pairs.parse(line);
  }

  /** Returns how much processor time it took so far. */
  long cpuNanos() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  long pid() {
    return process.pid();
  }

  /** Ends it and waits until it has ended, also if interrupted. */
  @Override
  public void close() {
    process.destroyForcibly();
    boolean interrupted = false;
    while (true) {
      try {
        process.waitFor(MAY_END_SECONDS, TimeUnit.SECONDS);
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // this process is ending, too
    }
  }
}
