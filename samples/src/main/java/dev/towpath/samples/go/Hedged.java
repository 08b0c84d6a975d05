package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.TryReceive;
import dev.towpath.scope.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** Ask a second one when the first is slow; the first answer wins. */
final class Hedged {
  private Hedged() {}

  // @start region="program"
  static String first(List<Callable<String>> replicas) throws InterruptedException {
    return Scope.firstSuccess(replicas); // the others are interrupted and waited for
  }

  static String hedged(Callable<String> first, Callable<String> second, Duration patience)
      throws InterruptedException {
    Channel<String> answers = Channel.buffered(2);
    try (Scope scope = Scope.open()) {
      scope.fork(() -> answers.sender().send(first.call()));
      if (answers.receiver().receive(patience) instanceof TryReceive.Value<String>(String early)) {
        return early;
      }
      scope.fork(() -> answers.sender().send(second.call()));
      return answers.receiver().receive();
    } // leaving it interrupts whoever is still asking
  }
  // @end
}
