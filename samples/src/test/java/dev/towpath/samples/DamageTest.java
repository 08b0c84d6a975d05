package dev.towpath.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.samples.crossing.Archive;
import dev.towpath.samples.crossing.FileServer;
import dev.towpath.samples.crossing.Style;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that does not serve what is there: the crossing must find out, say so and stop. */
class DamageTest {
  private static final int FILES = 40;
  private static final int SIZE = 50_000;
  private static final String DAMAGED = "file 17";

  static Stream<String> styles() {
    return Style.all().stream().map(Style::name);
  }

  @TempDir Path temp;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  @ParameterizedTest
  @MethodSource("styles")
  void aChangedByteIsFound(String style) throws Exception {
    int code = carry(style, new Damaged(bytes -> new ByteArrayInputStream(withOtherByte(bytes))));

    assertThat(out.toString())
        .containsPattern(style + " +40 .* 0  1 differ")
        .contains("Files are lost or differ from what a direct read finds.");
    assertThat(code).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void aConnectionDroppedInTheMiddleOfABodyIsReported(String style) throws Exception {
    int code = carry(style, new Damaged(bytes -> new SequenceInputStream(half(bytes), BROKEN)));

    assertThat(out.toString())
        .containsPattern(style + " failed: java.io.(IO|EOF)Exception: .+")
        .contains("Files are lost or differ from what a direct read finds.");
    assertThat(lost()).isBetween(1, FILES);
    assertThat(code).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("styles")
  void theOtherStylesGoOnAndNothingIsLeftRunning(String style) throws Exception {
    Style failing = style(style);
    Style next = style("future");

    int code =
        Crossing.carry(
            new Damaged(bytes -> BROKEN),
            FileServer.ANY_PORT,
            temp,
            8,
            List.of(failing, next),
            new PrintStream(out, true));

    assertThat(out.toString().lines().filter(line -> line.contains("failed: "))).hasSize(2);
    assertThat(temp).isEmptyDirectory();
    Leftovers.awaitNoThreads(0);
    assertThat(code).isEqualTo(1);
  }

  @Test
  void aFileThatCannotBeReadDirectlyIsNamed() {
    Damaged unreadable = new Damaged(bytes -> BROKEN);
    unreadable.open(DAMAGED);

    assertThatThrownBy(() -> carry("flux", unreadable))
        .isInstanceOf(IOException.class)
        .hasMessage("cannot read file 17: IOException");
    Leftovers.awaitNoThreads(0);
  }

  private int carry(String style, Archive archive) throws Exception {
    return Crossing.carry(
        archive, FileServer.ANY_PORT, temp, 8, List.of(style(style)), new PrintStream(out, true));
  }

  private static Style style(String name) {
    return Style.all().stream()
        .filter(style -> style.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private int lost() {
    String row =
        out.toString().lines().filter(line -> line.contains(" s ")).findFirst().orElseThrow();
    String[] words = row.split(" +");
    return Integer.parseInt(words[words.length - 3]);
  }

  private static byte[] withOtherByte(byte[] bytes) {
    byte[] changed = bytes.clone();
    changed[SIZE / 2]++;
    return changed;
  }

  private static InputStream half(byte[] bytes) {
    return new ByteArrayInputStream(bytes, 0, SIZE / 2);
  }

  private static final InputStream BROKEN =
      new InputStream() {
        @Override
        public int read() throws IOException {
          throw new IOException("the disk is broken");
        }
      };

  /** Files of which one is whole at the first reading, which is the direct one, and not after. */
  private static final class Damaged implements Archive {
    private final Function<byte[], InputStream> damage;
    private final Set<String> read = ConcurrentHashMap.newKeySet();

    Damaged(Function<byte[], InputStream> damage) {
      this.damage = damage;
    }

    @Override
    public List<String> names() {
      return IntStream.range(0, FILES).mapToObj(i -> "file " + i).toList();
    }

    @Override
    public long size(String name) {
      return SIZE;
    }

    @Override
    public InputStream open(String name) {
      byte[] bytes = new byte[SIZE];
      Arrays.fill(bytes, (byte) name.hashCode());
      boolean whole = read.add(name) || !name.equals(DAMAGED);
      return whole ? new ByteArrayInputStream(bytes) : damage.apply(bytes);
    }
  }
}
