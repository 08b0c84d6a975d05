package dev.towpath.samples.patterns;

import dev.towpath.channel.BlockingGuard;
import java.util.Optional;

/** Refuses to wait on the thread that draws windows. Named in META-INF/services. */
// @start region="guard"
public final class UiThreadGuard implements BlockingGuard {
  @Override
  public Optional<String> refuse(Thread thread) {
    return thread.getName().startsWith("AWT-EventQueue")
        ? Optional.of("it draws the windows; wait on a virtual thread")
        : Optional.empty();
  }
}
// @end
