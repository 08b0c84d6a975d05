package dev.towpath.migrate;

import java.util.function.Function;

/** The steps, in their order; each is a folder, and a whole service. */
enum Step {
  LEGACY("s0legacy", "as it was found", dev.towpath.migrate.s0legacy.OrderApp::start),
  LIMITS("s1limits", "limits", dev.towpath.migrate.s1limits.OrderApp::start),
  CLIENTS("s2clients", "leaf clients", dev.towpath.migrate.s2clients.OrderApp::start),
  SERVICE("s3service", "service", dev.towpath.migrate.s3service.OrderApp::start),
  HANDLERS("s4handlers", "handlers", dev.towpath.migrate.s4handlers.OrderApp::start),
  PLAIN("s5plain", "adapters removed", dev.towpath.migrate.s5plain.OrderApp::start);

  final String folder;
  final String title;
  private final Function<Settings, Service> start;

  Step(String folder, String title, Function<Settings, Service> start) {
    this.folder = folder;
    this.title = title;
    this.start = start;
  }

  Service start(Settings settings) {
    return start.apply(settings);
  }
}
