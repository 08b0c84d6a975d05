/** The remote service of the load test: a process that answers late, as stated. */
package dev.towpath.benchmarks.load.stub;
