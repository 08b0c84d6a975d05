package dev.towpath.benchmarks;

import dev.towpath.benchmarks.channels.ChannelCases;
import dev.towpath.benchmarks.channels.Footprint;
import dev.towpath.benchmarks.run.Case;
import dev.towpath.benchmarks.run.Effort;
import dev.towpath.benchmarks.run.Regime;
import java.util.List;
import picocli.CommandLine.Command;

/** Channels beside Jox, Kotlin and the JDK's queues. */
@Command(
    name = "channels",
    description = "Hand-off, ping-pong, ring, sieve, select, an uncontended channel, and memory.")
final class ChannelsCommand extends Measurement {
  @Override
  List<Case> cases() {
    return ChannelCases.all();
  }

  @Override
  List<Regime> regimes() {
    return List.of(Regime.values());
  }

  @Override
  List<String> beside(Effort effort) throws Exception {
    return effort == Effort.SMOKE ? List.of() : new Footprint().report();
  }
}
