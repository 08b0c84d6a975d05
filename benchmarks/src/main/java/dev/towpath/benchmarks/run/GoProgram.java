package dev.towpath.benchmarks.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The scenarios in Go: a program of our own, built where a Go toolchain is on the path. */
public final class GoProgram {
  private static final String SOURCE = "/go/rivals.go";
  private static final long MAY_BUILD_SECONDS = 120;
  private static final long MAY_RUN_SECONDS = 90;

  private final Path executable;

  private GoProgram(Path executable) {
    this.executable = executable;
  }

  /** Returns what {@code go version} says, or nothing where there is no Go. */
  public static Optional<String> version() {
    try {
      Process process = new ProcessBuilder("go", "version").redirectErrorStream(true).start();
      try (BufferedReader out = process.inputReader()) {
        String line = out.readLine();
        return process.waitFor() == 0 ? Optional.ofNullable(line) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty(); // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Builds the program in a folder of its own, which is deleted at exit. */
  public static GoProgram build() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("towpath-go");
    Path source = folder.resolve("rivals.go");
    Path executable = folder.resolve("rivals");
    Stream.of(folder, source, executable).forEach(path -> path.toFile().deleteOnExit());
    try (InputStream text = GoProgram.class.getResourceAsStream(SOURCE)) {
      Files.copy(text, source, StandardCopyOption.REPLACE_EXISTING);
    }
    ProcessBuilder build =
        new ProcessBuilder("go", "build", "-o", executable.toString(), source.toString());
    build.environment().put("GO111MODULE", "off"); // one file, no dependency
    ended(build.inheritIO().start(), MAY_BUILD_SECONDS);
    return new GoProgram(executable);
  }

  /** Returns where the program is. */
  public Path executable() {
    return executable;
  }

  /** Runs a case as JMH would in a fork. */
  List<Sample> run(Case subject, Regime regime, Effort effort)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(subject, effort));
    builder.environment().putAll(regime.environment);
    long busy = Processors.busyNanos();
    long start = System.nanoTime();
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<double[]> lines;
    try (BufferedReader out = process.inputReader()) {
      lines = out.lines().map(GoProgram::numbers).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    ended(process, MAY_RUN_SECONDS);
    double own = lines.getLast()[3];
    double others = Math.max(0, Processors.busyNanos() - busy - own) / (System.nanoTime() - start);
    return lines.stream().map(line -> new Sample(line[0], line[1], line[2], others)).toList();
  }

  private List<String> command(Case subject, Effort effort) {
    List<String> command = new ArrayList<>();
    command.add(executable.toString());
    command.add(subject.benchmark().getSimpleName());
    command.add(String.valueOf(effort.warmups));
    command.add(String.valueOf(effort.iterations));
    command.add(String.valueOf(effort.millis));
    subject.params().forEach((name, value) -> command.add(name + "=" + value));
    return command;
  }

  private static double[] numbers(String line) {
    return Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }

  private static void ended(Process process, long seconds)
      throws IOException, InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("Go took longer than " + seconds + " s");
    }
    if (process.exitValue() != 0) {
      throw new IOException("Go ended with exit code " + process.exitValue());
    }
  }
}
