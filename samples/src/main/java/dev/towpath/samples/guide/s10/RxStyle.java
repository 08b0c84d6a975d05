package dev.towpath.samples.guide.s10;

import dev.towpath.samples.guide.Style;
import dev.towpath.samples.guide.shop.Bell;
import io.reactivex.rxjava3.core.BackpressureStrategy;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.FlowableEmitter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** {@code Flowable.create}; the strategy has to be named. */
public final class RxStyle implements Style<Integer, List<String>> {
  private final Bell bell;

  public RxStyle(Bell bell) {
    this.bell = bell;
  }

  // @start region="style"
  Flowable<String> visitors() {
    return Flowable.create(this::listen, BackpressureStrategy.DROP);
  }

  private void listen(FlowableEmitter<String> emitter) {
    Bell.Listener listener =
        Bell.listener(emitter::onNext, emitter::onComplete, emitter::tryOnError);
    bell.add(listener);
    emitter.setCancellable(() -> bell.remove(listener));
  }

  // @end

  @Override
  public CompletableFuture<List<String>> start(Integer count, Duration limit) {
    return visitors()
        .take(count)
        .toList()
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .toCompletionStage()
        .toCompletableFuture();
  }
}
