package dev.towpath.samples.callbacks;

import dev.towpath.channel.BlockingGuard;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.EventExecutor;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Refuses to wait on any of the event loops that were named to it, also for what a sibling is to
 * bring: that may be the loop itself next time. Named in META-INF/services. Netty cannot be asked
 * by way of a thread alone whether it is a loop's; the executors for handlers that may block have
 * threads of the same kind.
 */
// @start region="guard"
public final class NettyLoopGuard implements BlockingGuard {
  private static final Set<EventLoopGroup> GUARDED = ConcurrentHashMap.newKeySet();

  /** Guards the loops of a group, for as long as it runs. */
  public static <G extends EventLoopGroup> G guarded(G group) {
    GUARDED.add(group);
    group.terminationFuture().addListener(ended -> GUARDED.remove(group));
    return group;
  }

  @Override
  public Optional<String> refuse(Thread thread) {
    for (EventLoopGroup group : GUARDED) {
      for (EventExecutor loop : group) {
        if (loop.inEventLoop(thread)) {
          return Optional.of("it is an event loop of Netty; wait on a virtual thread");
        }
      }
    }
    return Optional.empty();
  }
}
// @end
