package dev.towpath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Properties of the code itself, which no run can show. */
class SourcesTest {
  @Test
  @DisplayName("pitfall 47, C16: our own code keeps nothing in thread-locals")
  void noThreadLocals() throws IOException {
    assertThat(linesWith("\\b(Inheritable)?ThreadLocal\\b")).isEmpty();
  }

  @Test
  @DisplayName("pitfall 48: nothing waits inside a monitor, because there is none")
  void noMonitors() throws IOException {
    assertThat(linesWith("\\bsynchronized\\b|\\.wait\\(\\)|\\bnotify(All)?\\(")).isEmpty();
  }

  private static List<String> linesWith(String regex) throws IOException {
    Pattern pattern = Pattern.compile(regex);
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        for (String line : Files.readAllLines(file)) {
          if (!line.strip().startsWith("*") && pattern.matcher(line).find()) {
            found.add(file + ": " + line.strip());
          }
        }
      }
    }
    assertThat(Path.of("src/main/java/module-info.java")).exists();
    return found;
  }
}
