package dev.towpath.benchmarks.run;

import java.io.IOException;
import java.util.List;

/** Another process that keeps a core busy; ends with its owner. */
final class Hog implements AutoCloseable {
  private final Process process;

  private Hog(Process process) {
    this.process = process;
  }

  static Hog start() throws IOException {
    return new Hog(
        Jvm.of(Hog.class, List.of("-Xmx16m"), List.of())
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
