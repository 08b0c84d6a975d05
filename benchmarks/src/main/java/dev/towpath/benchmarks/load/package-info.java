/** The styles under mixed load: what is run, in which order, what is kept, and what is refused. */
package dev.towpath.benchmarks.load;
