package dev.towpath.timeline.samples;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.util.zip.CRC32;

/** Workers that take jobs from one channel and put what they find into another. */
public final class Workers {
  /**
   * What to do.
   *
   * @param number from 1
   */
  private record Job(int number) {}

  private record Result(int number, long sum) {}

  private Workers() {}

  /**
   * Runs it.
   *
   * @param workers how many
   * @param jobs how many
   * @return the number of the jobs done, added up
   */
  public static long run(int workers, int jobs) throws InterruptedException {
    Channel<Job> open = Channel.<Job>builder().name("jobs").capacity(2).build();
    Channel<Result> done = Channel.<Result>builder().name("results").capacity(2).build();
    long total = 0;
    try (Scope office = Scope.open("office")) {
      office.feed(
          open.sender(),
          out -> {
            for (int i = 1; i <= jobs; i++) {
              out.send(new Job(i));
            }
          });
      office.feed(done.sender(), out -> workAll(workers, open.receiver(), out));
      for (Result result : done.receiver()) {
        total += result.number;
      }
      office.join();
    }
    return total;
  }

  private static void workAll(int workers, Receiver<Job> jobs, Sender<Result> results)
      throws InterruptedException {
    try (Scope pool = Scope.open("pool")) {
      for (int i = 1; i <= workers; i++) {
        pool.fork(
            "worker-" + i,
            () -> {
              for (Job job : jobs) {
                results.send(work(job));
              }
              return null;
            });
      }
      pool.join();
    }
  }

  /** Asks somebody, which takes a while, and then computes. */
  private static Result work(Job job) throws InterruptedException {
    Thread.sleep(1 + job.number % 3);
    CRC32 crc = new CRC32();
    for (int i = 0; i < 400_000; i++) {
      crc.update(i);
    }
    return new Result(job.number, crc.getValue());
  }
}
