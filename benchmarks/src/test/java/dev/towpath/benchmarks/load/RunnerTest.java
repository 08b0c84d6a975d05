package dev.towpath.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.benchmarks.load.Plan.Session;
import dev.towpath.benchmarks.load.generator.GeneratorMain;
import dev.towpath.benchmarks.load.server.Arm;
import dev.towpath.benchmarks.load.server.ServerMain;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.load.wire.ShotLog;
import dev.towpath.benchmarks.run.Jvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes, and next to no load. */
class RunnerTest {
  @TempDir private Path folder;

  private Settings settings(int port) {
    return new Settings(
        folder, true, 1, 0.2, 50, "poisson", port, 1, 0, List.of(Arm.CHANNELS), List.of());
  }

  @Test
  void keepsWhatWasMeasuredWithItsRawLogAndHistograms() throws Exception {
    Store store = Store.open(folder, "tiny");
    Point hogs = new Point(Sweep.HOGS, 20, "50:0.4", 0.2, 200, -1);
    Session session = new Session(Entrant.of(Arm.CHANNELS), 1, List.of(hogs, Point.held(20)));

    try (Runner runner = new Runner(settings(0), store)) {
      runner.run(session);
    }

    Cell loaded = store.cells().getFirst();
    Cell held = store.cells().getLast();
    assertThat(loaded.get(Cell.SENT)).isPositive();
    assertThat(loaded.get(Cell.FAILED)).isZero();
    assertThat(loaded.get(Cell.HOG_P50)).isGreaterThan(loaded.get(Cell.P50));
    assertThat(held.get("atremote")).isEqualTo(20);
    Path log = store.log(Sweep.HOGS, "channels", 20, 1);
    assertThat(ShotLog.read(log)).hasSize((int) loaded.get(Cell.SENT));
    assertThat(Files.readString(Path.of(log.toString().replace(".csv.gz", ".hlog"))))
        .contains("Tag=innocent", "Tag=hog");
  }

  @Test
  void serverThatCannotStartSaysWhyAndLeavesNothingRunning() throws Exception {
    Pairs settings = Pairs.parse("arm=actors remote=1 port=0 steps=1");

    assertThatThrownBy(
            () -> Child.start(ServerMain.class, List.of(), settings, true, folder.resolve("log")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("ServerMain: no such style: actors");

    assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void childEndsWhenNobodyHoldsItsInput() throws Exception {
    Process child =
        Jvm.of(GeneratorMain.class, List.of(), List.of())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(child.inputReader().readLine()).isEqualTo("ready=true");

    child.getOutputStream().close();

    assertThat(child.waitFor()).isZero();
  }

  @Test
  void childAnswersWhatItCannotDoAndGoesOn() throws Exception {
    try (Child child =
        Child.start(GeneratorMain.class, List.of(), new Pairs(), false, folder.resolve("log"))) {
      assertThatThrownBy(() -> child.ask("dance", Duration.ofSeconds(30)))
          .hasMessage("GeneratorMain: no such command: dance");

      assertThat(child.ask("forget", Duration.ofSeconds(30)).text("forgotten")).isEqualTo("true");
    }
  }
}
