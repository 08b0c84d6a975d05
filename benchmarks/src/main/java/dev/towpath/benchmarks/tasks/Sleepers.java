package dev.towpath.benchmarks.tasks;

import dev.towpath.benchmarks.run.GoProgram;
import dev.towpath.benchmarks.run.Jvm;
import dev.towpath.benchmarks.run.Memory;
import dev.towpath.scope.Action;
import dev.towpath.scope.Scope;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A million tasks of one scope that all sleep at once, beside as many goroutines. */
public final class Sleepers {
  private static final int COUNT = 1_000_000;
  private static final int SECONDS = 10;
  private static final int MAY_TAKE_SECONDS = 180;
  private static final String HEAP = "8g";

  private Sleepers() {}

  /** Measures; a line for each. */
  public static List<String> report() throws IOException, InterruptedException {
    String head =
        String.format(Locale.ROOT, "%,d tasks that sleep for %d s and end", COUNT, SECONDS);
    String ours = measured("ours", Jvm.of(Sleepers.class, List.of("-Xmx" + HEAP), List.of()));
    if (GoProgram.version().isEmpty()) {
      return List.of(head, ours);
    }
    Path program = GoProgram.build().executable();
    List<String> command =
        List.of(
            program.toString(), "Sleepers", "0", "1", "0", "count=" + COUNT, "seconds=" + SECONDS);
    return List.of(head, ours, measured("go", new ProcessBuilder(command)));
  }

  /** The program says on its error stream: milliseconds until all were begun, and had ended. */
  private static String measured(String name, ProcessBuilder program)
      throws IOException, InterruptedException {
    Process process = program.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    long peak = 0;
    while (!process.waitFor(200, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, Memory.peak(process.pid()));
      if (process
          .info()
          .totalCpuDuration()
          .map(used -> used.toSeconds() > MAY_TAKE_SECONDS)
          .orElse(false)) {
        process.destroyForcibly();
        return "  " + name + "  took too long";
      }
    }
    try (BufferedReader said = process.errorReader()) {
      String[] millis = said.lines().reduce((before, last) -> last).orElse("0 0").split(" ");
      return String.format(
          Locale.ROOT,
          "  %-6s begun after %s ms, ended after %s ms, at most %,d MiB",
          name,
          millis[0],
          millis[1],
          peak >> 20);
    }
  }

  /** What is measured, in a process of its own. */
  public static void main(String[] args) throws InterruptedException {
    long start = System.nanoTime();
    long begun;
    try (Scope scope = Scope.open()) {
      Action sleeping = () -> Thread.sleep(SECONDS * 1_000L);
      for (int i = 0; i < COUNT; i++) {
        scope.fork(sleeping);
      }
      begun = System.nanoTime();
      scope.join();
    }
    System.err.println(
        TimeUnit.NANOSECONDS.toMillis(begun - start)
            + " "
            + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }
}
