package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TrySend;
import dev.towpath.scope.Scope;
import java.time.Duration;

/** A circle, one who waits for himself, and a leak; and who finds them. */
final class Deadlocks {
  private Deadlocks() {}

  // @start region="program"
  /** Each waits for the other to begin. */
  static void circle(Scope scope, Channel<String> left, Channel<String> right) {
    scope.fork(() -> {
      String heard = right.receiver().receive();
      left.sender().send(heard);
    });
    scope.fork(() -> {
      String heard = left.receiver().receive();
      right.sender().send(heard);
    });
  }

  /** Sends to itself: nobody can receive while it sends. */
  static TrySend toItself(Channel<String> channel, Duration limit) throws InterruptedException {
    return channel.sender().send("hello, me", limit);
  }

  /** The answer comes when its only reader has gone: in Go that goroutine waits for ever. */
  static Receiver<String> forgotten(Scope scope) {
    Channel<String> answer = Channel.rendezvous();
    scope.fork(() -> answer.sender().send("too late"));
    return answer.receiver();
  }
  // @end
}
