/** Wrap a blocking call for a reactive caller, and unwrap it later; no more at once than before. */
package dev.towpath.samples.guide.s05;
