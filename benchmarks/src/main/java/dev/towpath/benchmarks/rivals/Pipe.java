package dev.towpath.benchmarks.rivals;

/** Something that threads send values to and receive them from, waiting when they must. */
interface Pipe {
  void send(Integer value) throws InterruptedException;

  Integer receive() throws InterruptedException;
}
