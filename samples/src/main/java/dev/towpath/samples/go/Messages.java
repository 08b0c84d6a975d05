package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/** An unbuffered and a buffered channel, range and close. */
final class Messages {
  private Messages() {}

  // @start region="program"
  static List<String> exchanged(int capacity) throws InterruptedException {
    Channel<String> channel = capacity == 0 ? Channel.rendezvous() : Channel.buffered(capacity);
    List<String> heard = new ArrayList<>();
    try (Scope scope = Scope.open()) {
      scope.fork(() -> {
        try (Sender<String> out = channel.sender()) { // close: no more will come
          for (int i = 1; i <= 3; i++) {
            out.send("message " + i); // waits for a reader, or for room
          }
        }
      });
      for (String message : channel.receiver()) { // range: until closed and drained
        heard.add(message);
      }
    }
    return heard;
  }
  // @end
}
