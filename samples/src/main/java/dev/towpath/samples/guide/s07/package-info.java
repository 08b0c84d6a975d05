/** Loop over a list one by one. */
package dev.towpath.samples.guide.s07;
