package dev.towpath.samples.guide.s10;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.Deadline;
import dev.towpath.channel.Overflow;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.jdk.CallbackBridge;
import dev.towpath.jdk.Emitter;
import dev.towpath.jdk.FutureBridge;
import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Bell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/** {@code CallbackBridge.open}: at most eight visitors wait, and who is dropped is said. */
public final class ChannelStyle implements Style<Integer, List<String>> {
  private final Bell bell;

  public ChannelStyle(Bell bell) {
    this.bell = bell;
  }

  // @start region="style"
  List<String> first(int count, Deadline deadline) throws Exception {
    List<String> names = new ArrayList<>();
    try (Receiver<String> visitors =
        CallbackBridge.open(this::listen, 8, Overflow.DROP_NEWEST, BridgeOptions.defaults())) {
      while (names.size() < count) {
        switch (visitors.receive(deadline.remaining())) {
          case TryReceive.Value<String>(String name) -> names.add(name);
          case TryReceive.Empty<String> late -> throw new TimeoutException("no visitor");
          case TryReceive.Closed<String>(Throwable why) when why == null -> count = 0;
          case TryReceive.Closed<String>(Throwable why) -> throw BridgeException.unchecked(why);
        }
      }
    } // stops listening
    return names;
  }

  private AutoCloseable listen(Emitter<String> emitter) {
    Bell.Listener listener = Bell.listener(emitter::emit, emitter::end, emitter::fail);
    bell.add(listener);
    return () -> bell.remove(listener);
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(Integer count, Duration limit) {
    return FutureBridge.call(() -> first(count, Deadline.in(limit)));
  }
}
