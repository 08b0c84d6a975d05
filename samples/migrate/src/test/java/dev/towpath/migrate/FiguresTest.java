package dev.towpath.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private static final Path MODULE = Path.of("");
  private static final String HOW =
      "run `mvn -q -pl samples/migrate -am test-compile exec:exec -Dmigrate.exec.skip=false`,"
          + " then make the guide";

  @Test
  void linesAndFindingsOfEachStepAreThoseOfTheTable() throws IOException {
    List<String> table = Files.readAllLines(MODULE.resolve(Figures.TABLE));

    assertThat(table).hasSize(2 + Step.values().length);
    for (Step step : Step.values()) {
      assertThat(table.get(2 + step.ordinal()))
          .as(HOW)
          .startsWith(Figures.row(step, MODULE) + " |");
    }
    assertThat(Files.readString(MODULE.resolve(Figures.INVENTORY)))
        .as(HOW)
        .isEqualTo(Figures.inventory(MODULE));
  }

  @Test
  void theRulesFindLessAfterTheMigrationThanBefore() throws IOException {
    Inventory before = Inventory.of(Step.LEGACY, MODULE);
    Inventory after = Inventory.of(Step.PLAIN, MODULE);

    assertThat(before.toMigrate()).isNotEmpty();
    assertThat(after.toMigrate()).hasSizeLessThan(before.toMigrate().size());
    assertThat(after.onEventLoops()).isEmpty();
  }

  @Test
  void theServiceAsItWasFoundIsNoToy() throws IOException {
    assertThat(Inventory.of(Step.LEGACY, MODULE).lines()).isGreaterThanOrEqualTo(600);
  }
}
