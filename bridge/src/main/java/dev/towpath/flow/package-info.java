/**
 * The Reactive Streams protocol, done once: {@link java.util.concurrent.Flow} publishers into
 * channels and back. Every reactive adapter delegates to {@link dev.towpath.flow.FlowBridge}. Rule
 * numbers (§) are those of the Reactive Streams specification 1.0.4.
 */
@NullMarked
package dev.towpath.flow;

import org.jspecify.annotations.NullMarked;
