package dev.towpath.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every bridge says the same things about itself, in its Javadoc and on its module's page. */
class BehaviourCardsTest {
  private static final List<String> ROWS =
      List.of(
          "demand",
          "stop",
          "error",
          "empty, null",
          "thread",
          "context",
          "late",
          "abandoned",
          "start");

  private static final Pattern CARD =
      Pattern.compile("<caption>How it behaves</caption>(.*?)</table>", Pattern.DOTALL);
  private static final Pattern JAVADOC_ROW =
      Pattern.compile("<tr><th>([^<]+)</th><td>[^<]*\\w[^<]*</td></tr>");
  private static final Pattern PAGE_ROW = Pattern.compile("^\\| ([a-z, ]+) \\|(?: [^|]+ \\|)+$");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bridge/src/main/java/dev/towpath/flow/FlowBridge.java",
        "adapters/reactor/src/main/java/dev/towpath/reactor/ReactorBridge.java",
        "adapters/rxjava3/src/main/java/dev/towpath/rxjava3/RxBridge.java",
        "adapters/vertx/src/main/java/dev/towpath/vertx/VertxBridge.java",
        "adapters/jdk/src/main/java/dev/towpath/jdk/FutureBridge.java",
        "adapters/jdk/src/main/java/dev/towpath/jdk/CallbackBridge.java"
      })
  void javadocHasEveryRowOfTheBehaviourCard(String source) throws IOException {
    String card =
        CARD.matcher(read(source)).results().map(found -> found.group(1)).findFirst().orElse("");

    Stream<MatchResult> rows = JAVADOC_ROW.matcher(card).results();

    assertThat(rows.map(row -> row.group(1))).containsExactlyElementsOf(ROWS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reactor", "rxjava3", "vertx", "jdk"})
  void pageOfAnAdapterHasTheSameRowsAndEndsWithWhatDiffers(String module) throws IOException {
    List<String> page = read("adapters/" + module + "/README.md").lines().toList();

    Stream<MatchResult> rows = page.stream().flatMap(line -> PAGE_ROW.matcher(line).results());

    assertThat(rows.map(row -> row.group(1))).containsExactlyElementsOf(ROWS);
    assertThat(page.stream().filter(line -> line.startsWith("#")).reduce((first, last) -> last))
        .hasValueSatisfying(heading -> assertThat(heading).matches("## Where .+ differs"));
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of("..").resolve(file));
  }
}
