package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * Chromium without a window. A test that needs it is skipped where there is none, unless {@code
 * -Dtowpath.browser=required}.
 */
final class Browser {
  static final int HEIGHT = 3_000;

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");
  private static final int MAY_TAKE_SECONDS = 60;
  private static final int DARK = 0x90; // of 0xff, of the green in a pixel

  private Browser() {}

  /** Returns the page as it is when its scripts have run. */
  static String dom(Path page, int width) throws Exception {
    return run(page, width, "--dump-dom");
  }

  /** Takes a picture of the page, from its top. */
  static void picture(Path page, int width, Path file) throws Exception {
    run(page, width, "--hide-scrollbars", "--screenshot=" + file);
  }

  /** Returns how many rows of a picture have something dark in them. */
  static long inkedRows(Path picture) throws IOException {
    BufferedImage image = ImageIO.read(picture.toFile());
    long rows = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      boolean inked = false;
      for (int x = 0; x < image.getWidth() && !inked; x++) {
        inked = (image.getRGB(x, y) >> 8 & 0xff) < DARK;
      }
      rows += inked ? 1 : 0;
    }
    return rows;
  }

  private static String run(Path page, int width, String... what) throws Exception {
    Path profile = Files.createTempDirectory("browser");
    List<String> command =
        new ArrayList<>(
            List.of(
                executable().toString(),
                "--headless",
                "--no-sandbox", // root may not have one
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile,
                "--window-size=" + width + "," + HEIGHT));
    command.addAll(List.of(what));
    command.add(page.toUri().toString());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(MAY_TAKE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
      return out;
    } finally {
      process.destroyForcibly();
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static Path executable() {
    Optional<Path> found =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    boolean required = "required".equals(System.getProperty("towpath.browser"));
    assumeTrue(required || found.isPresent(), "SKIPPED: no Chromium on the path");
    return found.orElseThrow();
  }
}
