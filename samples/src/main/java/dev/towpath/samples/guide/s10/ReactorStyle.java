package dev.towpath.samples.guide.s10;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Bell;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** {@code Flux.create}; what a slow reader means is decided by a strategy. */
public final class ReactorStyle implements Style<Integer, List<String>> {
  private final Bell bell;

  public ReactorStyle(Bell bell) {
    this.bell = bell;
  }

  // @start region="style"
  Flux<String> visitors() {
    return Flux.create(this::listen, FluxSink.OverflowStrategy.DROP); // the default: BUFFER, no end
  }

  private void listen(FluxSink<String> sink) {
    Bell.Listener listener = Bell.listener(sink::next, sink::complete, sink::error);
    bell.add(listener);
    sink.onDispose(() -> bell.remove(listener));
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(Integer count, Duration limit) {
    return visitors().take(count).collectList().timeout(limit).toFuture();
  }
}
