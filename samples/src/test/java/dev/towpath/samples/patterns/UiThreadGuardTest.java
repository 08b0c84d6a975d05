package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TryReceive;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class UiThreadGuardTest {
  private static final Executor UI =
      task -> Thread.ofPlatform().name("AWT-EventQueue-0").start(task);

  private final Channel<String> channel = Channel.rendezvous();

  @Test
  void aWaitOnTheUiThreadIsRefusedAtOnce() {
    CompletableFuture<Throwable> thrown =
        CompletableFuture.supplyAsync(this::receive, UI).handle((value, failure) -> failure);

    assertThat(thrown.join())
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "receive may wait, and thread 'AWT-EventQueue-0' must not:"
                + " it draws the windows; wait on a virtual thread");
  }

  @Test
  void whatNeverWaitsIsAllowedThere() {
    CompletableFuture<TryReceive<String>> answer =
        CompletableFuture.supplyAsync(() -> channel.receiver().tryReceive(), UI);

    assertThat(answer.join()).isInstanceOf(TryReceive.Empty.class);
  }

  private String receive() {
    try {
      return channel.receiver().receive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
