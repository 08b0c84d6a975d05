/**
 * The parts of the crossing. {@link dev.towpath.samples.crossing.Archive} and {@link
 * dev.towpath.samples.crossing.FileServer} are the far side; a {@link
 * dev.towpath.samples.crossing.Style} is legacy code that fetches from there, and its bridge;
 * {@link dev.towpath.samples.crossing.Job} is the near side, plain loops on virtual threads.
 */
package dev.towpath.samples.crossing;
