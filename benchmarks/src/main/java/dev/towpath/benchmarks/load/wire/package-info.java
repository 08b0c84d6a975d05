/** What the processes of the load test tell each other, and how. */
package dev.towpath.benchmarks.load.wire;
