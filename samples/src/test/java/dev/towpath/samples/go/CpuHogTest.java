package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CpuHogTest {
  // @start region="test"
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  @Test
  void onVirtualThreadsNobodyElseIsHeardUntilAHogHasEnded() throws Exception {
    assertThat(CpuHog.heardWhileAllCarriersCompute(PROCESSORS)).isFalse();
  }

  @Test
  void aPoolOfItsOwnLeavesTheOthersTheirTime() throws Exception {
    assertThat(CpuHog.heardWhileAPoolComputes(PROCESSORS)).isTrue();
  }
  // @end
}
