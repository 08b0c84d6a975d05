/** The contract of every bridge as tests, for our adapters and for users' own. */
module dev.towpath.testkit {
  requires static org.jspecify;
  requires static transitive org.reactivestreams.tckflow;
  requires transitive dev.towpath.bridge;
  requires transitive org.junit.jupiter.api;
}
