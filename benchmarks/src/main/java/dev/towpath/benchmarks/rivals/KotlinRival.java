package dev.towpath.benchmarks.rivals;

import dev.towpath.benchmarks.coroutines.Coroutines;

/** kotlinx.coroutines: not virtual threads but its own coroutines on its own dispatcher. */
final class KotlinRival implements Rival {
  @Override
  public long handOff(int capacity, int senders, int receivers, int messages) {
    return Coroutines.handOff(Values.ALL, capacity, senders, receivers, messages);
  }

  @Override
  public long pingPong(int rounds) {
    return Coroutines.pingPong(Values.ALL, rounds);
  }

  @Override
  public long select(int channels, int messages) {
    return Coroutines.select(Values.ALL, channels, messages);
  }

  @Override
  public long uncontended(int capacity, int pairs) {
    return Coroutines.uncontended(Values.ALL, capacity, pairs);
  }

  @Override
  public long ring(int threads, int laps) {
    return Coroutines.ring(Values.ALL, threads, laps);
  }

  @Override
  public long sieve(int capacity, int limit) {
    return Coroutines.sieve(Values.NUMBERS, Values.END, capacity, limit);
  }
}
