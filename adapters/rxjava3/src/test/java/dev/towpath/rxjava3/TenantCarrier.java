package dev.towpath.rxjava3;

import dev.towpath.channel.ContextCarrier;
import java.util.concurrent.Callable;

/** Carries one thread-local of the tests. */
public final class TenantCarrier implements ContextCarrier {
  static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  @Override
  public Snapshot capture() {
    String tenant = TENANT.get();
    return new Snapshot() {
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
    };
  }
}
