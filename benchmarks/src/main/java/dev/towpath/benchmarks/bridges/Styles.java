package dev.towpath.benchmarks.bridges;

/** The styles by the names that reports use. */
final class Styles {
  static final String REACTOR = "Reactor";
  static final String RXJAVA = "RxJava";
  static final String VERTX = "Vert.x";
  static final String JDK = "JDK";

  private Styles() {}

  static Style named(String name) {
    return switch (name) {
      case REACTOR -> new ReactorStyle();
      case RXJAVA -> new RxStyle();
      case VERTX -> new VertxStyle();
      case JDK -> new JdkStyle();
      default -> throw new IllegalArgumentException("no such style: " + name);
    };
  }
}
