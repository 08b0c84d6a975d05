/** The generator of the load test: a process that asks when it is time, whatever came back. */
package dev.towpath.benchmarks.load.generator;
