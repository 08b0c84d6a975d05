/** Loop with at most four in flight; the results in order. */
package dev.towpath.samples.guide.s08;
