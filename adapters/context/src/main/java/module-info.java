/**
 * Carries over every bridge what Micrometer's context-propagation knows. Nothing to call: it is
 * found.
 */
module dev.towpath.context {
  requires context.propagation;
  requires dev.towpath.bridge;
  requires static org.jspecify;

  provides dev.towpath.channel.ContextCarrier with
      dev.towpath.context.MicrometerCarrier;
}
