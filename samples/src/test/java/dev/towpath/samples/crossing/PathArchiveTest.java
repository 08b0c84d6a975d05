package dev.towpath.samples.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathArchiveTest {
  @TempDir Path folder;

  @Test
  void aLimitTakesFilesFromAllOver() throws IOException {
    for (char name = 'a'; name <= 'j'; name++) {
      Files.createFile(folder.resolve(String.valueOf(name)));
    }

    try (PathArchive archive = PathArchive.of(folder, 5)) {
      assertThat(archive.names()).containsExactly("a", "c", "e", "g", "i");
      assertThat(archive.found()).isEqualTo(10);
    }
  }

  @Test
  void filesTooLargeForMemoryAreLeftOut() throws IOException {
    Files.createFile(folder.resolve("small"));
    try (RandomAccessFile large = new RandomAccessFile(folder.resolve("large").toFile(), "rw")) {
      large.setLength((16 << 20) + 1);
    }

    try (PathArchive archive = PathArchive.of(folder, 5)) {
      assertThat(archive.names()).containsExactly("small");
    }
  }

  @Test
  void theJdkIsThere() throws IOException {
    try (PathArchive archive = PathArchive.ofJdk(100_000)) {
      assertThat(archive.names()).contains("java.base/java/lang/Object.class");
    }
  }
}
