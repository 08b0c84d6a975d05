package dev.towpath.scope;

import dev.towpath.channel.ContextCarrier;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Carries a thread-local; found by the service loader. */
public final class TenantCarrier implements ContextCarrier {
  static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  @Override
  public Snapshot capture() {
    String captured = TENANT.get();
    return new Snapshot() {
      @Override
      public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
        String before = TENANT.get();
        TENANT.set(captured);
        try {
          return code.call();
        } finally {
          TENANT.set(before);
        }
      }
    };
  }
}
