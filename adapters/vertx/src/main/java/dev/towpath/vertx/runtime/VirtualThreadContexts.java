package dev.towpath.vertx.runtime;

import dev.towpath.channel.WaitStrategy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a virtual-thread context free while its code waits, so that what wakes it may come from
 * that very context: C5, pitfall 23. Elsewhere, in {@code executeBlocking} among others, a wait
 * simply parks.
 */
public final class VirtualThreadContexts implements WaitStrategy {
  private static final CompletableFuture<@Nullable Void> DONE =
      CompletableFuture.completedFuture(null);

  @Override
  public @Nullable Suspension prepare() {
    if (!Thread.currentThread().isVirtual()) {
      return null;
    }
    Context context = Vertx.currentContext();
    return context != null
            && context.threadingModel() == ThreadingModel.VIRTUAL_THREAD
            && isRunningOn(context)
        ? new ContextSuspension(context)
        : null;
  }

  /**
   * Tells code that runs on the context from code that only belongs to it, as {@code
   * executeBlocking} does: only on the context is a handler called at once.
   */
  private static boolean isRunningOn(Context context) {
    AtOnce probe = new AtOnce();
    Future.fromCompletionStage(DONE, context).onComplete(done -> probe.called());
    return probe.wasCalledHere;
  }

  private static final class AtOnce {
    private final Thread here = Thread.currentThread();
    private boolean wasCalledHere; // written and read by `here` only

    void called() {
      if (here.equals(Thread.currentThread())) {
        wasCalledHere = true;
      }
    }
  }
}
