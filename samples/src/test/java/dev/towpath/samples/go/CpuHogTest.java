package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CpuHogTest {
  // @start region="test"
  @Test
  void aPoolOfItsOwnLeavesTheOthersTheirTime() throws Exception {
    assertThat(CpuHog.heardWhileAPoolComputes(Runtime.getRuntime().availableProcessors())).isTrue();
  }
  // @end
}
