package dev.towpath.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
  })
  void wrongArgumentsGetOneLineAndExitCode2(String args, String message) {
    int exit = run(args.split(" "));

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().lines()).singleElement().asString().contains(message);
    assertThat(out.toString()).isEmpty();
  }
}
