package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.scope.Scope;
import java.util.List;

/** Stages with a channel between each. */
final class Pipeline {
  private Pipeline() {}

  // @start region="program"
  static List<Integer> squaresOf(List<Integer> numbers) throws InterruptedException {
    Channel<Integer> generated = Channel.rendezvous();
    Channel<Integer> squared = Channel.rendezvous();
    try (Scope stages = Scope.open()) {
      stages.feed(
          generated.sender(),
          out -> {
            for (int n : numbers) {
              out.send(n);
            }
          });
      stages.feed(
          squared.sender(),
          out -> {
            for (int n : generated.receiver()) {
              out.send(n * n);
            }
          });
      return squared.receiver().stream().toList();
    }
  }
  // @end
}
