package dev.towpath.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine main = Main.commandLine();
    main.setOut(new PrintWriter(out, true));
    main.setErr(new PrintWriter(err, true));
    return main.execute(args);
  }

  @Test
  void withoutArgumentsListsWhatThereIs() {
    assertThat(run()).isZero();

    assertThat(out.toString()).contains("channels");
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, no such benchmark: nothing",
    "--nothing, no such benchmark: --nothing",
    "channels --nothing, Unknown option: '--nothing'",
    "channels --filter [, Invalid value for option '--filter'",
    "channels --filter nothing, no case matches --filter nothing",
    "channels --regime loud, Invalid value for option '--regime'",
    "channels --quick --smoke, --quick",
    "bridges --cancels -1, --cancels < 0: -1",
    "tasks --waits -1, --waits < 0: -1",
    "load --style actors, no such style: actors (there is: callback",
    "load --sweep everything, no such sweep: everything (there is: hogs",
    "load --rate 0, --rate impossible on",
    "load --rate 1e9, --rate impossible on",
    "load --arrivals sometimes, --arrivals neither poisson nor constant: sometimes",
    "load --rounds 0, --rounds not in 1.0 to 100.0: 0.0",
    "load --seconds NaN, --seconds not in 0.1 to 600.0: NaN",
    "load --port 65536, --port not in 0.0 to 65535.0: 65536.0",
    "load --report /dev/null, cannot write to /dev/null/load",
  })
  void wrongArgumentsGetOneLineAndExitCode2(String args, String message) {
    int exit = run(args.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(message);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void portThatIsTakenGetsOneLineAndExitCode2() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exit = run("load", "--port", String.valueOf(taken.getLocalPort()));

      assertThat(exit).isEqualTo(2);
      assertThat(err.toString().lines())
          .containsExactly(
              "cannot serve on port " + taken.getLocalPort() + ": Address already in use");
    }
  }
}
