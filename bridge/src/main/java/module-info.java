/** Channels, select and scopes for virtual threads, and the Flow protocol done once. */
@SuppressWarnings("module") // those it is exported to are made later
module dev.towpath.bridge {
  requires static jdk.jfr;
  requires static org.jspecify;

  exports dev.towpath.channel;
  exports dev.towpath.channel.watch to
      dev.towpath.testkit;
  exports dev.towpath.flow;
  exports dev.towpath.flow.in to
      dev.towpath.reactor,
      dev.towpath.rxjava3;
  exports dev.towpath.scope;

  uses dev.towpath.channel.BlockingGuard;
  uses dev.towpath.channel.ContextCarrier;
  uses dev.towpath.channel.WaitStrategy;
  uses dev.towpath.scope.ForkGuard;
}
