package dev.towpath.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.towpath.samples.crossing.Style;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The program as a user starts it: options in; text and an exit code out. */
class CrossingTest {
  private static final String HINT = " (--help shows the options)";
  private static final String GOOD =
      "Nothing is lost, and every file is as a direct read finds it.";

  static Stream<String> styles() {
    return Style.all().stream().map(Style::name);
  }

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @MethodSource("styles")
  void everyFileOfAFolderArrives(String style) throws IOException {
    fill(folder);

    int code = run("--input", folder.toString(), "--style", style);

    assertThat(lines(out))
        .startsWith("The crossing: 6 of 6 files up to 16 MB in " + folder + ", demand 64")
        .contains(GOOD);
    assertThat(row(style)).startsWith(style, "6", "0.3", "MB").endsWith("0", "all", "equal");
    assertThat(lines(err)).isEmpty();
    assertThat(code).isZero();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void everyFileOfAJarArrives(String style) throws IOException {
    Path jar = jar();

    int code = run("--input", jar.toString(), "--style", style);

    assertThat(lines(out)).contains(GOOD);
    assertThat(row(style)).startsWith(style, "3").endsWith("0", "all", "equal");
    assertThat(code).isZero();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void anEmptyFolderEndsAtOnce(String style) {
    int code = run("--input", folder.toString(), "--style", style);

    assertThat(row(style)).startsWith(style, "0", "0.0", "MB").endsWith("0", "all", "equal");
    assertThat(code).isZero();
  }

  @ParameterizedTest
  @MethodSource("styles")
  void atDemandOneOneIsOutstanding(String style) throws IOException {
    fill(folder);

    int code = run("--input", folder.toString(), "--style", style, "--demand", "1");

    assertThat(outstanding(style)).isBetween(0, 1);
    assertThat(lines(out)).contains(GOOD);
    assertThat(code).isZero();
  }

  @Test
  void theLimitTakesSomeOfTheClassFilesOfTheJdkInAllStyles() {
    int code = run("--limit", "50");

    assertThat(lines(out).getFirst())
        .matches("The crossing: 50 of [1-9][0-9],[0-9]{3} class files of JDK [0-9]+, demand 64");
    assertThat(styles())
        .containsExactly("callback", "future", "flow", "flux", "rx", "vertx")
        .allSatisfy(style -> assertThat(row(style)).startsWith(style, "50"));
    assertThat(code).isZero();
  }

  @Test
  void stylesCanBeChosenTogether() {
    int code = run("--input", folder.toString(), "--style", "flow", "--style", "flux");

    assertThat(row("flow")).isNotEmpty();
    assertThat(row("flux")).isNotEmpty();
    assertThat(row("future")).isEmpty();
    assertThat(code).isZero();
  }

  @Test
  void helpNamesEveryOption() {
    int code = run("--help");

    assertThat(text(out))
        .contains(
            "--input=PATH", "--limit=N", "--demand=N", "--style=NAME", "--port=N", "--temp=PATH");
    assertThat(code).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--limit 0       | --limit < 1: 0",
        "--limit -5      | --limit < 1: -5",
        "--limit many    | Invalid value for option '--limit': 'many' is not an int",
        "--demand 0      | --demand not in 1..1000: 0",
        "--demand -1     | --demand not in 1..1000: -1",
        "--demand 1001   | --demand not in 1..1000: 1001",
        "--port -1       | --port not in 0..65535: -1",
        "--port 65536    | --port not in 0..65535: 65536",
        "--style morse   | Invalid value for option '--style' (NAME): no such style: morse",
        "--style         | Missing required parameter for option '--style' (NAME)",
        "--speed 9       | Unknown options: '--speed', '9'",
        "--input /no/one | no such file or folder: /no/one",
      })
  void aWrongOptionGetsOneLine(String options, String line) {
    int code = run(options.split(" "));

    assertThat(lines(err)).containsExactly(line + HINT);
    assertThat(lines(out)).isEmpty();
    assertThat(code).isEqualTo(2);
  }

  @Test
  void aPortThatIsTakenGetsOneLineAndNothingIsLeftRunning() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(other.getLocalPort());

      int code = run("--input", folder.toString(), "--port", port);

      assertThat(lines(err))
          .containsExactly("cannot serve on port " + port + ": Address already in use" + HINT);
      assertThat(code).isEqualTo(2);
      Leftovers.awaitNoThreads(0);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenGetsOneLineAndNothingIsLeftRunning() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "no folder");

    int code = run("--input", folder.toString(), "--temp", file.toString());

    assertThat(lines(err))
        .containsExactly("cannot write to " + file + ": FileSystemException" + HINT);
    assertThat(code).isEqualTo(2);
    Leftovers.awaitNoThreads(0);
  }

  @Test
  void aFileThatIsNoJarGetsOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "no jar");

    int code = run("--input", text.toString());

    assertThat(lines(err)).containsExactly("neither a folder nor a readable jar: " + text + HINT);
    assertThat(code).isEqualTo(2);
  }

  @Test
  void anUnreadableFileIsNamedInOneLine() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "do not read");
    assumeFalse(madeUnreadable(secret));

    int code = run("--input", folder.toString());

    assertThat(lines(err)).containsExactly("cannot read secret.txt: AccessDeniedException");
    assertThat(code).isEqualTo(1);
  }

  /** Files of which the names, or the sizes, are unusual. */
  private static void fill(Path folder) throws IOException {
    Files.writeString(folder.resolve("plain.txt"), "plain");
    Files.writeString(folder.resolve("100% + #1 & more.txt"), "not plain");
    Files.createFile(folder.resolve("empty"));
    Files.write(folder.resolve("large"), new byte[300_000]);
    Path deeper = Files.createDirectories(folder.resolve("deeper/still"));
    Files.writeString(deeper.resolve("plain.txt"), "deeper");
    byte[] noise = new byte[20_000];
    new Random(7).nextBytes(noise);
    Files.write(deeper.resolve("noise"), noise);
  }

  private Path jar() throws IOException {
    Path jar = folder.resolve("some.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file)) {
      for (String name : List.of("a/", "a/One.class", "a/Zwölf?.class", "META-INF/MANIFEST.MF")) {
        zip.putNextEntry(new ZipEntry(name));
        if (!name.endsWith("/")) {
          zip.write(name.getBytes(StandardCharsets.UTF_8));
        }
        zip.closeEntry();
      }
    }
    return jar;
  }

  /** Whether a file cannot be made unreadable here: for an administrator everything is readable. */
  private static boolean madeUnreadable(Path file) {
    return !file.toFile().setReadable(false) || Files.isReadable(file);
  }

  private int run(String... options) {
    return Crossing.run(new PrintStream(out, true), new PrintStream(err, true), options);
  }

  /** The words of a style's line in the table; empty if it has none. */
  private List<String> row(String style) {
    return lines(out).stream()
        .filter(line -> line.startsWith(style) && line.contains(" s "))
        .map(line -> List.of(line.split(" +")))
        .findFirst()
        .orElse(List.of());
  }

  private int outstanding(String style) {
    return Integer.parseInt(row(style).get(6));
  }

  private static List<String> lines(ByteArrayOutputStream printed) {
    return text(printed).lines().toList();
  }

  private static String text(ByteArrayOutputStream printed) {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
