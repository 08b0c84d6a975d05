package dev.towpath.vertx.runtime;

import dev.towpath.channel.BlockingGuard;
import io.vertx.core.Context;
import java.util.Optional;

/**
 * Refuses to wait on the event loops of any Vert.x instance: what one of them waits for may be due
 * on itself today and on a sibling tomorrow. Worker threads and virtual threads may wait.
 */
public final class EventLoopThreads implements BlockingGuard {
  private static final Optional<String> REFUSAL =
      Optional.of(
          "it is a Vert.x event loop, and everything else on it would stand still; call a try form"
              + " here, move the waiting code to a virtual thread with VertxBridge.call or publish,"
              + " or deploy the verticle with ThreadingModel.VIRTUAL_THREAD");

  @Override
  public Optional<String> refuse(Thread thread) {
    boolean isLoop = !thread.isVirtual() && Context.isOnEventLoopThread(); // no loop is virtual
    return isLoop ? REFUSAL : Optional.empty();
  }
}
