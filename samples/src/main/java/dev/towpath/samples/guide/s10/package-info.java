/** A listener into a stream, or into a channel: the first visitors of the day. */
package dev.towpath.samples.guide.s10;
