/** The four verbs for Vert.x's ReadStream and Future, and waits on virtual-thread contexts. */
module dev.towpath.vertx {
  requires static org.jspecify;
  requires transitive dev.towpath.bridge;
  requires transitive io.vertx.core;

  exports dev.towpath.vertx;

  provides dev.towpath.channel.BlockingGuard with
      dev.towpath.vertx.runtime.EventLoopThreads;
  provides dev.towpath.channel.WaitStrategy with
      dev.towpath.vertx.runtime.VirtualThreadContexts;
}
