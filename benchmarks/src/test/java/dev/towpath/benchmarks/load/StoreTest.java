package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {
  private static final String SETTINGS = "seconds=1";
  private static final Cell CELL =
      new Cell(
          Sweep.CARRIERS, "virtual, 1 carrier", 0.5, 3, Map.of(Cell.P50, 12.5, Cell.SENT, 9.0));

  @TempDir private Path folder;

  @Test
  void whatWasAddedIsThereWhenOpenedAgain() throws Exception {
    Store store = Store.open(folder, SETTINGS);
    store.add(CELL);

    Store again = Store.open(folder, SETTINGS);

    assertThat(again.cells()).containsExactly(CELL);
    assertThat(again.has(Sweep.CARRIERS, "virtual, 1 carrier", 0.5, 3)).isTrue();
    assertThat(again.has(Sweep.CARRIERS, "virtual, 1 carrier", 0.5, 4)).isFalse();
    assertThat(again.stepsPerMilli()).isEqualTo(store.stepsPerMilli());
  }

  @Test
  void theLaterOfTwoCountsOnce() throws Exception {
    Store store = Store.open(folder, SETTINGS);
    store.add(CELL);
    Cell later = new Cell(Sweep.CARRIERS, CELL.entrant(), 0.5, 3, Map.of(Cell.P50, 1.0));

    store.add(later);

    assertThat(Store.open(folder, SETTINGS).cells()).containsExactly(later);
  }

  @Test
  void whatItsWriterDidNotFinishIsNotThere() throws Exception {
    Store.open(folder, SETTINGS).add(CELL);
    Files.writeString(
        folder.resolve("cells.csv"),
        "hogs,vertx,1,1,p50,3.0\nhogs,vertx,1,1,p9",
        StandardOpenOption.APPEND);

    Store again = Store.open(folder, SETTINGS);
    again.add(new Cell(Sweep.HOGS, "vertx", 2, 1, Map.of(Cell.P50, 4.0)));

    assertThat(Store.open(folder, SETTINGS).cells())
        .extracting(Cell::key)
        .containsExactly(CELL.key(), "hogs-vertx-2-1");
  }

  @Test
  void whatIsRefusedOrDisturbedIsToBeMeasuredAgain() throws Exception {
    Store store = Store.open(folder, SETTINGS);
    store.add(new Cell(Sweep.HOGS, "pool", 5, 1, Map.of(Cell.LAG, 20_001.0)));

    assertThat(store.has(Sweep.HOGS, "pool", 5, 1)).isTrue();
    assertThat(store.hasSound(Sweep.HOGS, "pool", 5, 1, 0)).isFalse();

    store.add(new Cell(Sweep.HOGS, "pool", 5, 1, Map.of(Cell.LAG, 20_000.0)));

    assertThat(store.hasSound(Sweep.HOGS, "pool", 5, 1, 0)).isTrue();

    store.add(new Cell(Sweep.HOGS, "pool", 5, 1, Map.of(Cell.OTHERS, 0.31)));

    assertThat(store.hasSound(Sweep.HOGS, "pool", 5, 1, 0)).isFalse();
  }

  @Test
  void otherSettingsAreRefused() throws Exception {
    Store.open(folder, SETTINGS);

    assertThatThrownBy(() -> Store.open(folder, "seconds=2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the folder has results of other settings: seconds=1 (not seconds=2);"
                + " name another, or say --fresh");
  }
}
