package dev.towpath.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(60)
class MainTest {
  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  @Test
  void aSampleIsRunAndItsPageWritten() throws Exception {
    Path page = folder.resolve("ring.html");

    int exit = run("sample", "ring", "--out", page.toString());

    assertThat(exit).isZero();
    assertThat(out.toString().strip()).isEqualTo(page.toString());
    assertThat(page).content().contains("<h1>A ring of 12 tasks, 3 laps</h1>", "36 messages");
  }

  @Test
  void thePageOfARecordingStandsBesideIt() throws Exception {
    Path recording = folder.resolve("run.jfr");
    Sample.WORKERS.record(recording);

    int exit = run("page", recording.toString());

    assertThat(exit).isZero();
    assertThat(folder.resolve("run.jfr.html")).content().contains("<h1>run.jfr</h1>", "worker-4");
  }

  /** The option of the README, in a JVM of its own. */
  @Test
  void theSettingsWorkAsTheReadmeSays() throws Exception {
    Matcher option =
        Pattern.compile("-XX:StartFlightRecording:settings=(\\S+),filename=(\\S+)")
            .matcher(Files.readString(Path.of("README.md")));
    assertThat(option.find()).isTrue();
    Path settings = Path.of("..", option.group(1)).toAbsolutePath();
    Path recording = folder.resolve(option.group(2));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:StartFlightRecording:settings=" + settings + ",filename=" + recording,
                "-classpath",
                System.getProperty("java.class.path"),
                OneMessage.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).describedAs(said).isZero();
    assertThat(run("page", recording.toString())).isZero();
    assertThat(folder.resolve(option.group(2) + ".html")).content().contains("1 message over");
  }

  /** A program that somebody might record. */
  static final class OneMessage {
    public static void main(String[] args) throws InterruptedException {
      var channel = dev.towpath.channel.Channel.<String>buffered(1);
      channel.sender().send("tea");
      channel.receiver().receive();
    }
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    int exit = run("page", "nowhere.jfr");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("no such recording: nowhere.jfr");
  }

  @Test
  void whatIsNoRecordingIsRefused() throws Exception {
    Path text =
        Files.writeString(folder.resolve("notes.txt"), "tea, milk, and a long list of things");

    int exit = run("page", text.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).startsWith("not a recording: " + text).hasLineCount(1);
    assertThat(folder.resolve("notes.txt.html")).doesNotExist();
  }

  @Test
  void aRecordingWithoutEventsOfOursIsRefused() throws Exception {
    Path file = folder.resolve("empty.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      recording.stop();
      recording.dump(file);
    }

    int exit = run("page", file.toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("no event of Towpath in the recording: " + file);
  }

  @Test
  void anUnknownSampleIsRefusedWithThoseThatThereAre() {
    int exit = run("sample", "maze");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString()).contains("maze", "RING, WORKERS, SIEVE").hasLineCount(1);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    int exit = run("sample", "ring", "--out", folder.resolve("no/ring.html").toString());

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("no such folder: " + folder.resolve("no"));
  }

  @Test
  void aNumberOfMessagesBelowZeroIsRefused() {
    int exit = run("--messages", "-1", "sample", "ring", "--out", folder + "/ring.html");

    assertThat(exit).isEqualTo(2);
    assertThat(err.toString().strip()).isEqualTo("--messages < 0: -1");
  }

  @Test
  void withoutArgumentsItSaysWhatItCanDo() {
    int exit = run();

    assertThat(exit).isZero();
    assertThat(out.toString()).contains("page", "sample");
  }
}
