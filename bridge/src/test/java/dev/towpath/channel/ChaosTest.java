package dev.towpath.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The stress tests once more, in a JVM of their own in which {@link Chaos} is on. To run one seed
 * again: {@code -Dtowpath.stress.seed=...}.
 */
@Timeout(600)
class ChaosTest {
  private static final long SEED =
      Long.getLong("towpath.stress.seed", ThreadLocalRandom.current().nextLong());
  private static final int LONGEST_SECONDS = 300;

  @Test
  void withDelaysEverywhereEveryValueIsInExactlyOnePlace() throws Exception {
    assertThat(outputOf("stress", "10")).contains("10 rounds passed");
  }

  @Test
  @Tag("heavy")
  void withDelaysEverywhereNoneOfManyValuesIsLostOrDoubledOrOvertaken() throws Exception {
    assertThat(outputOf("volume", "12")).contains("12 rounds passed");
  }

  @Test
  @Tag("heavy")
  void withDelaysEverywhereOnOneCarrierNothingStandsStill() throws Exception {
    assertThat(outputOf("stress", "40", "-Djdk.virtualThreadScheduler.parallelism=1"))
        .contains("40 rounds passed");
  }

  /** Runs {@link #main}; what stands still is ended, and its output tells the seed. */
  private static String outputOf(String what, String rounds, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-Dtowpath.chaos=" + SEED,
            "-cp",
            System.getProperty("java.class.path"),
            ChaosTest.class.getName(),
            what,
            rounds));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process
        .onExit()
        .completeOnTimeout(process, LONGEST_SECONDS, TimeUnit.SECONDS)
        .thenAccept(Process::destroyForcibly);
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What the other JVM runs: {@code stress} or {@code volume}, and how many rounds. */
  public static void main(String[] args) throws Exception {
    int rounds = Integer.parseInt(args[1]);
    long seed = Long.getLong("towpath.chaos");
    System.out.printf("seed %d%n", seed);
    for (int i = 0; i < rounds; i++) {
      System.out.printf("round %d%n", i);
      if (args[0].equals("volume")) {
        new Volume(seed + i, 10).run();
      } else {
        new Stress(seed + i, 30, 20, 100).run();
      }
    }
    System.out.println(Chaos.ON ? rounds + " rounds passed" : "nothing was delayed");
  }
}
