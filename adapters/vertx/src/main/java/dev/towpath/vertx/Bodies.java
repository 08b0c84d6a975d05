package dev.towpath.vertx;

import io.vertx.core.Context;
import io.vertx.core.eventbus.EventBus;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bodies that run for one context, stopped when its verticle is undeployed or Vert.x is closed.
 *
 * <p>Vert.x has no public hook for that in either line. But it unregisters the event-bus consumers
 * of a verticle that is undeployed and tells them, so a consumer of nothing is our hook: one for
 * each context, on an address of its own that no message comes to, made with the context's first
 * body and kept in the context.
 */
final class Bodies {
  /** Code that runs for a context. */
  interface Body {
    /** Stops it; does nothing after its end. May be called more than once, and must not wait. */
    void stop(CancellationException reason);

    boolean isOver();
  }

  private static final String KEY = "dev.towpath.vertx.bodies";

  private final String what;
  private final Set<Body> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped; // before `running` is read, see add

  private Bodies(String what) {
    this.what = what;
  }

  /** Stops the body when the context ends. Call {@link #forget} when it has ended itself. */
  static void watch(Context context, Body body) {
    Bodies known = context.get(KEY);
    if (known != null) {
      known.add(body);
    } else { // on the context, so that there is one
      context.runOnContext(nothing -> of(context).add(body));
    }
  }

  static void forget(Context context, Body body) {
    Bodies known = context.get(KEY);
    if (known != null) { // else it is not yet added, and never will be
      known.running.remove(body);
    }
  }

  private static Bodies of(Context context) {
    Bodies known = context.get(KEY);
    if (known != null) {
      return known;
    }
    Bodies made =
        new Bodies(
            context.deploymentID() == null
                ? "Vert.x was closed"
                : "verticle was undeployed: " + context.deploymentID());
    context.put(KEY, made);
    EventBus bus = context.owner().eventBus();
    bus.localConsumer("towpath.no-messages." + UUID.randomUUID())
        .endHandler(unregistered -> made.stop())
        .handler(message -> {});
    return made;
  }

  private void add(Body body) {
    running.add(body);
    if (body.isOver()) {
      running.remove(body);
    } else if (stopped) {
      running.remove(body);
      body.stop(reason());
    }
  }

  private void stop() {
    stopped = true;
    CancellationException reason = reason();
    running.removeIf(body -> {
      body.stop(reason);
      return true;
    });
  }

  private CancellationException reason() {
    return new CancellationException(what);
  }
}
