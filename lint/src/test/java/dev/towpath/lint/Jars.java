package dev.towpath.lint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real jars that the build has put aside for the corpus and for the check of the catalogue. */
final class Jars {

  private static final Path FOLDER = Path.of(System.getProperty("lint.jars", "target/jars"));

  private Jars() {}

  static List<Path> named(String... prefixes) {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> Stream.of(prefixes).anyMatch(file.getFileName().toString()::startsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
