package dev.towpath.vertx;

import dev.towpath.channel.ContextCarrier;
import java.util.concurrent.Callable;

/** Carries one thread-local, as a logging context would be. */
public final class TenantCarrier implements ContextCarrier {
  static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  @Override
  public Snapshot capture() {
    return new Captured(TENANT.get());
  }

  private record Captured(String tenant) implements Snapshot {
    @Override
    public <R> R call(Callable<? extends R> code) throws Exception {
      String before = TENANT.get();
      TENANT.set(tenant);
      try {
        return code.call();
      } finally {
        TENANT.set(before);
      }
    }
  }
}
