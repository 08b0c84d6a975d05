/**
 * Programs to run and read. {@link dev.towpath.samples.Hello} is the shortest, {@link
 * dev.towpath.samples.Crossing} the one that does real work; the patterns are there to be copied.
 */
package dev.towpath.samples;
