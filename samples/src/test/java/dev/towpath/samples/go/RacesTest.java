package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RacesTest {
  // @start region="test"
  @Test
  void nothingIsLostFromTheCounter() throws Exception {
    assertThat(Races.counter(50, 1_000)).isEqualTo(50_000);
  }

  @Test
  void norFromTheMap() throws Exception {
    List<String> words = IntStream.range(0, 1_000).mapToObj(i -> "word" + i % 3).toList();

    assertThat(Races.words(words)).isEqualTo(Map.of("word0", 334, "word1", 333, "word2", 333));
  }
  // @end
}
