package dev.towpath.samples.crossing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Duration TIME = Duration.ofMillis(1250);

  @Test
  void isATableAndAVerdict() {
    Outcome whole = new Outcome("flux", 4000, 19_432_100, TIME, 64, 0, 0, Optional.empty());

    assertThat(print(whole))
        .isEqualToNormalizingNewlines(
            """

            style       files      bytes     time  outstanding   lost  SHA-256
            flux        4,000    19.4 MB    1.3 s           64      0  all equal

            Nothing is lost, and every file is as a direct read finds it.
            """);
    assertThat(new Report(List.of(whole)).isGood()).isTrue();
  }

  @Test
  void tellsTheReasonWithoutItsWrappers() {
    IOException reason = new IOException("connection reset");
    Throwable wrapped = new BridgeException(new CompletionException(reason));
    Outcome failed = new Outcome("flow", 3, 99, TIME, 2, 7, 1, Optional.of(wrapped));

    assertThat(print(failed))
        .contains("flow failed: java.io.IOException: connection reset")
        .contains("1 differ")
        .contains("Files are lost or differ from what a direct read finds.");
    assertThat(new Report(List.of(failed)).isGood()).isFalse();
  }

  @Test
  void oneLostFileIsEnoughToBeBad() {
    Outcome lost = new Outcome("flow", 3, 99, TIME, 2, 1, 0, Optional.empty());

    assertThat(new Report(List.of(lost)).isGood()).isFalse();
  }

  private static String print(Outcome outcome) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new Report(List.of(outcome)).print(new PrintStream(printed, true));
    return printed.toString();
  }
}
