package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractPageTest {
  private static final Verdict HELD = new Verdict("C1", "kit", Verdict.Outcome.PASSED, "");

  @TempDir Path folder;

  @BeforeEach
  void everyLineHasRun() throws IOException {
    for (String file :
        List.of(
            "testkit__1.tsv",
            "reactor_3.7.19_2.tsv",
            "reactor_3.8.7_3.tsv",
            "rxjava3_3.1.12_4.tsv",
            "vertx_4.5.27_5.tsv",
            "vertx_5.1.5_6.tsv",
            "jdk__7.tsv")) {
      write(file, HELD);
    }
  }

  @Test
  void ruleThatTheSuiteHoldsEverywhere() throws IOException {
    assertThat(page("C1 | one owner"))
        .contains(
            "| | | Flow | Reactor 3.7.19 | Reactor 3.8.7 | RxJava 3.1.12 | Vert.x 4.5.27 | Vert.x"
                + " 5.1.5 | JDK |",
            "| C1 | one owner | kit | kit | kit | kit | kit | kit | kit |");
  }

  @Test
  void rulesHeldByTheAdaptersOwnTestsNameThem() throws IOException {
    write(
        "jdk__7.tsv",
        new Verdict("C1", "kit", Verdict.Outcome.NOT_APPLICABLE, "no demand"),
        new Verdict("C1", "ListenerTest", Verdict.Outcome.PASSED, ""));

    assertThat(page("C1 | one owner"))
        .contains("| C1 | one owner | kit | kit | kit | kit | kit | kit | `ListenerTest` [1] |")
        .contains("1. no demand");
  }

  @Test
  void ruleOfOtherLibrariesIsADash() throws IOException {
    assertThat(page("pitfall 6 | many waiters | futures"))
        .contains("| pitfall 6 | many waiters (futures) | – | – | – | – | – | – | – |");
  }

  @Test
  void failureIsAFault() throws IOException {
    write("vertx_5.1.5_8.tsv", new Verdict("C1", "CallTest", Verdict.Outcome.FAILED, ""));

    assertThat(page("C1 | one owner")).contains("C1 fails on Vert.x 5.1.5");
  }

  @Test
  void silenceIsAFault() throws IOException {
    assertThat(page("C2 | data first")).contains("nobody says anything about C2 on Flow");
  }

  @Test
  void lineThatDidNotRunIsAFault() throws IOException {
    Files.delete(folder.resolve("vertx_5.1.5_6.tsv"));

    assertThat(page("C1 | one owner")).contains("no verdicts on Vert.x 5.");
  }

  private List<String> page(String rule) throws IOException {
    return ContractPage.of(List.of(rule), folder);
  }

  private void write(String file, Verdict... verdicts) throws IOException {
    Files.write(folder.resolve(file), Arrays.stream(verdicts).map(Verdict::line).toList());
  }
}
