package dev.towpath.benchmarks.primer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.benchmarks.load.stub.StubMain;
import dev.towpath.benchmarks.load.wire.Pairs;
import dev.towpath.benchmarks.run.Jvm;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchingTest {
  private Process server;
  private long port;

  @BeforeEach
  void startServer() throws Exception {
    server =
        Jvm.of(StubMain.class, List.of("-Xmx64m"), List.of())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    port = Pairs.parse(server.inputReader().readLine()).number("port");
  }

  @AfterEach
  void stopServer() {
    server.destroyForcibly();
  }

  @ParameterizedTest
  @CsvSource({"Fetch, 1, 1", "Fetch, 30, 10", "Pipeline, 1, 1", "Pipeline, 60, 7"})
  void everyAnswerArrivesOnce(String scenario, int count, int workers) throws Exception {
    Pairs settings =
        new Pairs()
            .with("scenario", scenario)
            .with("port", port)
            .with("delay", 1)
            .with("count", count)
            .with("workers", workers)
            .with("times", 2);

    List<Long> nanos = Fetching.run(settings); // throws if the sum is wrong

    assertThat(nanos).hasSize(2).allSatisfy(took -> assertThat(took).isGreaterThan(1_000_000));
  }
}
