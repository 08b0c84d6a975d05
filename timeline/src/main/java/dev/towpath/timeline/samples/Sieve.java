package dev.towpath.timeline.samples;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.Sender;
import dev.towpath.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/** The primes, by a chain of tasks: each keeps back what the prime at its head divides. */
public final class Sieve {
  private Sieve() {}

  /**
   * Runs it.
   *
   * @param count how many primes
   * @return the first of them
   */
  public static List<Integer> run(int count) throws InterruptedException {
    List<Integer> primes = new ArrayList<>();
    try (Scope sieve = Scope.open("sieve")) {
      Channel<Integer> numbers = Channel.<Integer>builder().name("numbers").build();
      sieve.fork(
          "numbers",
          () -> {
            for (int i = 2; ; i++) {
              numbers.sender().send(i);
            }
          });
      Receiver<Integer> in = numbers.receiver();
      while (primes.size() < count) {
        int prime = in.receive();
        primes.add(prime);
        in = filtered(sieve, prime, in);
      }
    } // the chain is endless, so it is cancelled here
    return primes;
  }

  private static Receiver<Integer> filtered(Scope sieve, int prime, Receiver<Integer> in) {
    Channel<Integer> rest = Channel.<Integer>builder().name("not by " + prime).build();
    sieve.fork(
        "filter-" + prime,
        () -> {
          filter(prime, in, rest.sender());
          return null;
        });
    return rest.receiver();
  }

  private static void filter(int prime, Receiver<Integer> in, Sender<Integer> out)
      throws InterruptedException {
    for (int number : in) {
      if (number % prime != 0) {
        out.send(number);
      }
    }
  }
}
