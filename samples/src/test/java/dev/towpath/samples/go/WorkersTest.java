package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WorkersTest {
  // @start region="test"
  @Test
  void eachJobIsDoneOnce() throws Exception {
    List<String> jobs = IntStream.range(0, 100).mapToObj(i -> "job " + i).toList();

    Set<String> done = Workers.done(jobs);

    assertThat(done).hasSize(100).contains("job 0 done", "job 99 done");
  }
  // @end
}
