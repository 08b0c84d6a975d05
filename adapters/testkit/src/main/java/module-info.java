/** The contract of every bridge as tests, for our adapters and for users' own. */
module dev.towpath.testkit {
  requires static org.jspecify;
  requires static transitive org.reactivestreams.tckflow;
  requires java.management;
  requires jdk.management;
  requires transitive dev.towpath.bridge;
  requires transitive org.junit.jupiter.api;

  exports dev.towpath.testkit;

  opens dev.towpath.testkit to
      org.junit.platform.commons;

  provides dev.towpath.channel.BlockingGuard with
      dev.towpath.testkit.guard.EventLoopGuard;
}
