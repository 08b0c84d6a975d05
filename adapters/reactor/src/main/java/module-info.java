/** The four verbs for Reactor's Flux and Mono. */
module dev.towpath.reactor {
  requires static context.propagation;
  requires static org.jspecify;
  requires org.reactivestreams;
  requires transitive dev.towpath.bridge;
  requires transitive reactor.core;

  exports dev.towpath.reactor;

  provides dev.towpath.channel.BlockingGuard with
      dev.towpath.reactor.guard.NonBlockingThreads;
}
