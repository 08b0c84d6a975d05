/** Small programs whose pictures everybody knows: a ring, a pool of workers, the prime sieve. */
package dev.towpath.timeline.samples;
