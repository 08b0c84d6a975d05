/** The four verbs for Reactor's Flux and Mono. */
module dev.towpath.reactor {
  requires static context.propagation;
  requires static org.jspecify;
  requires transitive dev.towpath.bridge;
  requires transitive reactor.core;
}
