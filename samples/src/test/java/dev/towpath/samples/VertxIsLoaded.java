package dev.towpath.samples;

import io.vertx.core.Vertx;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has Vert.x and its loggers loaded before the first test. Else the first virtual thread to wait
 * does it, and an interrupt in the middle of it breaks the Log4j of the Kafka broker for good.
 */
public final class VertxIsLoaded implements Extension, BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext test) {
    Vertx.currentContext();
  }
}
