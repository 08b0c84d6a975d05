package dev.towpath.timeline.samples;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.util.ArrayList;
import java.util.List;

/** Tasks in a ring, each waiting for the one before it. One token goes round. */
public final class Ring {
  private Ring() {}

  /**
   * Runs it.
   *
   * @param tasks how many, 2 or more
   * @param laps how often the token goes round
   * @return how many hands it went through
   */
  public static int run(int tasks, int laps) throws InterruptedException {
    List<Channel<Integer>> links = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      links.add(Channel.<Integer>builder().name("link-" + (i + 1)).build());
    }
    try (Scope ring = Scope.open("ring")) {
      Task<Integer> home = null;
      for (int i = 0; i < tasks; i++) {
        Receiver<Integer> in = links.get(i).receiver();
        Sender<Integer> out = links.get((i + 1) % tasks).sender();
        boolean last = i == tasks - 1;
        home = ring.fork("ring-" + (i + 1), () -> handOn(in, out, laps, last));
      }
      links.get(0).sender().send(0);
      ring.join();
      return home.get(); // of the last
    }
  }

  private static int handOn(Receiver<Integer> in, Sender<Integer> out, int laps, boolean last)
      throws InterruptedException {
    int passed = 0;
    for (int lap = 1; lap <= laps; lap++) {
      passed = in.receive() + 1;
      if (!last || lap < laps) { // else the token has come home
        out.send(passed);
      }
    }
    return passed;
  }
}
