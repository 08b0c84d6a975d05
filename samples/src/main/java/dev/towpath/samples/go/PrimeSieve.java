package dev.towpath.samples.go;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.scope.Scope;
import java.util.ArrayList;
import java.util.List;

/** A filter for each prime, a thread for each filter. */
final class PrimeSieve {
  private PrimeSieve() {}

  // @start region="program"
  static List<Integer> primes(int count) throws InterruptedException {
    List<Integer> primes = new ArrayList<>();
    try (Scope filters = Scope.open()) {
      Channel<Integer> numbers = Channel.rendezvous();
      filters.feed(
          numbers.sender(),
          out -> {
            for (int i = 2; ; i++) {
              out.send(i);
            }
          });
      Receiver<Integer> in = numbers.receiver();
      while (primes.size() < count) {
        int prime = in.receive();
        primes.add(prime);
        in = filtered(filters, in, prime);
      }
      filters.cancel();
    }
    return primes;
  }

  private static Receiver<Integer> filtered(Scope filters, Receiver<Integer> in, int prime) {
    Channel<Integer> rest = Channel.rendezvous();
    filters.feed(
        rest.sender(),
        out -> {
          for (int n : in) {
            if (n % prime != 0) {
              out.send(n);
            }
          }
        });
    return rest.receiver();
  }
  // @end
}
