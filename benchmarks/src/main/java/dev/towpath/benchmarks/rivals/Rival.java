package dev.towpath.benchmarks.rivals;

/**
 * A way to pass values between threads, in each scenario that is measured. Every scenario starts
 * its threads, sends values of {@link Values}, ends when all have arrived, and returns their sum.
 */
public interface Rival {
  /**
   * Passes values through one channel.
   *
   * @param capacity how many values it buffers; 0 for none
   * @param senders threads that share the sending, evenly
   * @param receivers threads that share the receiving, evenly
   * @param messages how many values in all
   */
  long handOff(int capacity, int senders, int receivers, int messages) throws Exception;

  /** Passes values to a thread that returns each over a second channel. */
  long pingPong(int rounds) throws Exception;

  /** One thread selects over rendezvous channels, each of which has a sender of its own. */
  long select(int channels, int messages) throws Exception;

  /** One thread sends to a buffered channel and takes the value back. */
  long uncontended(int capacity, int pairs) throws Exception;

  /**
   * Passes one value round a ring of threads, each with a rendezvous channel to the next.
   *
   * @param laps how often it passes each thread
   * @return the sum of what each thread saw
   */
  long ring(int threads, int laps) throws Exception;

  /**
   * Eratosthenes' sieve as a chain of threads, one for each prime, with a channel between each two:
   * the program that Go is known by.
   *
   * @param capacity of each channel
   * @param limit up to which number it looks for primes
   * @return the sum of the primes
   */
  long sieve(int capacity, int limit) throws Exception;
}
