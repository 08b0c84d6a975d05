package dev.towpath.benchmarks.run;

import java.io.IOException;
import java.nio.file.Path;

/** Another process that keeps a core busy; ends with its owner. */
final class Hog implements AutoCloseable {
  private final Process process;

  private Hog(Process process) {
    this.process = process;
  }

  static Hog start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    return new Hog(
        new ProcessBuilder(java, "-Xmx16m", "-cp", classes, Hog.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Spins until nobody holds its input any more. */
  public static void main(String[] args) throws IOException {
    Thread spinning =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              while (true) {
                Thread.onSpinWait();
              }
            });
    while (spinning.isAlive() && System.in.read() >= 0) {
      // nothing is ever sent
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
