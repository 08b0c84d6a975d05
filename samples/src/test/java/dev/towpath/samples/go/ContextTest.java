package dev.towpath.samples.go;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Deadline;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ContextTest {
  // @start region="test"
  @Test
  void aDeadlineIsHandedDownAndOnlyGetsShorter() throws Exception {
    Channel<String> answers = Channel.buffered(1);

    String late = Context.ask(answers.receiver(), Deadline.in(Duration.ofMillis(1)));
    answers.sender().send("yes");
    String inTime = Context.ask(answers.receiver(), Deadline.never());

    assertThat(late).isEqualTo("deadline exceeded");
    assertThat(inTime).isEqualTo("yes");
  }

  @Test
  void aCancelReachesTheGrandchildren() throws Exception {
    CountDownLatch deep = new CountDownLatch(1);
    Task<Object> child;
    try (Scope outer = Scope.open()) {
      child = Context.nested(outer, deep, Channel.<Void>never().receiver());
      deep.await();
      outer.cancel();
    } // waits for both

    assertThat(child.state()).isEqualTo(Task.State.UNAVAILABLE);
  }
  // @end
}
