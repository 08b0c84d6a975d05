package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Three workers, one channel of jobs, one of results. */
final class Workers {
  private Workers() {}

  // @start region="program"
  static Set<String> done(List<String> jobs) throws InterruptedException {
    Channel<String> todo = Channel.buffered(10);
    Channel<String> done = Channel.buffered(jobs.size() + 1);
    try (Scope scope = Scope.open()) {
      for (int i = 1; i <= 3; i++) {
        scope.fork(() -> {
          for (String job : todo.receiver()) {
            done.sender().send(job + " done");
          }
        });
      }
      try (Sender<String> out = todo.sender()) {
        for (String job : jobs) {
          out.send(job);
        }
      }
      scope.join();
    }
    done.sender().close();
    return done.receiver().stream().collect(Collectors.toSet());
  }
  // @end
}
