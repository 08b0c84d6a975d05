package dev.towpath.benchmarks.load.server;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A style, and what it does with processor-bound work. */
public enum Arm {
  CALLBACK("callback", "event loop", Kind.AS_IS),
  FUTURE("future", "event loop", Kind.AS_IS),
  REACTOR("reactor", "event loop", Kind.AS_IS),
  RXJAVA("rxjava", "event loop", Kind.AS_IS),
  VERTX("vertx", "event loop", Kind.AS_IS),
  POOL("pool", "200 platform threads", Kind.AS_IS),
  VIRTUAL("virtual", "virtual threads", Kind.AS_IS),
  CHANNELS("channels", "virtual threads", Kind.AS_IS),

  CALLBACK_WORKERS("callback+executeBlocking", "worker pool", Kind.OFF_LOADED),
  FUTURE_POOL("future+pool", "fixed pool", Kind.OFF_LOADED),
  REACTOR_ELASTIC("reactor+boundedElastic", "boundedElastic", Kind.OFF_LOADED),
  RXJAVA_IO("rxjava+io", "io", Kind.OFF_LOADED),
  VERTX_WORKERS("vertx+executeBlocking", "worker pool", Kind.OFF_LOADED),
  VIRTUAL_POOL("virtual+cpu-pool", "fixed pool", Kind.OFF_LOADED),
  VIRTUAL_BOUNDED("virtual+bounded", "BoundedExecutor, hogs only", Kind.OFF_LOADED),
  CHANNELS_BOUNDED("channels+bounded", "a channel with few readers, hogs only", Kind.OFF_LOADED);

  /** Where processor-bound work goes. */
  public enum Kind {
    /** Nowhere: it runs where the rest runs. */
    AS_IS,

    /** To threads of its own. */
    OFF_LOADED
  }

  /** What it is called. */
  public final String label;

  /** Where scores are computed. */
  public final String place;

  public final Kind kind;

  Arm(String label, String place, Kind kind) {
    this.label = label;
    this.place = place;
    this.kind = kind;
  }

  /** Returns whether it runs on virtual threads. */
  public boolean virtual() {
    return this == VIRTUAL || this == CHANNELS;
  }

  /**
   * Returns the one with this label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Arm labelled(String label) {
    return Arrays.stream(values())
        .filter(arm -> arm.label.equals(label))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no such style: " + label + " (there is: " + labels() + ")"));
  }

  private static String labels() {
    return Arrays.stream(values()).map(arm -> arm.label).collect(Collectors.joining(", "));
  }

  boolean offLoaded() {
    return kind == Kind.OFF_LOADED;
  }

  /** Starts the style. */
  Style start(Kit kit) {
    return switch (this) {
      case CALLBACK, CALLBACK_WORKERS -> new CallbackStyle(kit, offLoaded());
      case FUTURE, FUTURE_POOL -> new FutureStyle(kit, offLoaded());
      case REACTOR, REACTOR_ELASTIC -> new ReactorStyle(kit, offLoaded());
      case RXJAVA, RXJAVA_IO -> new RxStyle(kit, offLoaded());
      case VERTX, VERTX_WORKERS -> new VertxStyle(kit, offLoaded());
      case POOL -> BlockingStyle.onPlatformThreads(kit);
      case VIRTUAL -> BlockingStyle.onVirtualThreads(kit, BlockingStyle.inPlace(kit));
      case VIRTUAL_POOL -> BlockingStyle.onVirtualThreads(kit, BlockingStyle.onPool(kit));
      case VIRTUAL_BOUNDED -> BlockingStyle.onVirtualThreads(kit, BlockingStyle.bounded(kit));
      case CHANNELS, CHANNELS_BOUNDED -> new ChannelStyle(kit, offLoaded());
    };
  }
}
