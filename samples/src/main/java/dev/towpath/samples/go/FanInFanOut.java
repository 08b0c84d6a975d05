package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.scope.Scope;
import java.util.List;

/** Several read from one channel; several write to one. */
final class FanInFanOut {
  private FanInFanOut() {}

  // @start region="program"
  static List<Integer> squares(List<Integer> numbers, int readers) throws InterruptedException {
    Channel<Integer> in = Channel.rendezvous();
    Channel<Integer> merged = Channel.rendezvous();
    try (Scope scope = Scope.open()) {
      scope.feed(
          in.sender(),
          out -> {
            for (int n : numbers) {
              out.send(n);
            }
          });
      scope.feed(
          merged.sender(),
          out -> {
            try (Scope fanOut = Scope.open()) {
              for (int i = 0; i < readers; i++) {
                fanOut.fork(() -> {
                  for (int n : in.receiver()) {
                    out.send(n * n); // fan-in: all to the same sender
                  }
                });
              }
              fanOut.join();
            }
          }); // closed once, when the last of them is done
      return merged.receiver().stream().sorted().toList();
    }
  }
  // @end
}
