package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PipelineTest {
  // @start region="test"
  @Test
  void eachStageFeedsTheNext() throws Exception {
    assertThat(Pipeline.squaresOf(List.of(1, 2, 3))).containsExactly(1, 4, 9);
  }
  // @end
}
