package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CorpusTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void everySampleIsToldApart(Corpus corpus) throws Exception {
    List<Corpus.Outcome> outcomes = corpus.judge(folder);

    assertThat(outcomes.stream().filter(outcome -> !outcome.right()).toList()).isEmpty();
  }
}
