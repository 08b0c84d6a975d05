package dev.towpath.samples.go;

import dev.towpath.channel.Deadline;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Cancel, deadline and what hangs below: a tree of scopes. */
final class Context {
  private Context() {}

  // @start region="program"
  static String ask(Receiver<String> answers, Deadline ofCaller) throws InterruptedException {
    Deadline own = Deadline.in(Duration.ofSeconds(2)).earlier(ofCaller); // may only get shorter
    return switch (answers.receive(own.remaining())) {
      case TryReceive.Value<String>(String answer) -> answer;
      case TryReceive.Empty<String> late -> "deadline exceeded";
      case TryReceive.Closed<String> end -> "nobody answers";
    };
  }

  /** Cancelling the outer scope cancels what the inner one runs. */
  static Task<Object> nested(Scope outer, CountDownLatch deep, Receiver<Void> never) {
    return outer.fork(() -> {
      try (Scope inner = Scope.open()) {
        inner.fork(() -> {
          deep.countDown();
          return never.receive();
        });
        inner.join();
      }
      return null;
    });
  }
  // @end
}
