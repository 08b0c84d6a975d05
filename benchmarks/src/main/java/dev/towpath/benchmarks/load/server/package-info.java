/** The server under test of the load test: one business function in eight styles. */
package dev.towpath.benchmarks.load.server;
