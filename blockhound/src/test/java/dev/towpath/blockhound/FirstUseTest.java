package dev.towpath.blockhound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Receiver;
import dev.towpath.reactor.ReactorBridge;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstUseTest {
  @Test
  @DisplayName("C3: the very first use of the library in a JVM, on an event loop")
  void onALoop() throws Exception {
    Hound.release();
    Executor loop = Loops.REACTOR.make();

    CompletableFuture<Receiver<Integer>> receiver =
        CompletableFuture.supplyAsync(() -> ReactorBridge.open(Flux.range(0, 10), 4), loop);
    receiver.get().close();

    assertThat(Hound.ours()).isEmpty();
  }
}
