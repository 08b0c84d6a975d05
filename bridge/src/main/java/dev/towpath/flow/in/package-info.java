/**
 * The taking half of the Flow protocol: what {@code open} and {@code await} subscribe with.
 * Exported to our own adapters only, which give their libraries' subscribers to {@link
 * dev.towpath.flow.in.SingleAwait}; others go through {@link java.util.concurrent.Flow}.
 */
@NullMarked
package dev.towpath.flow.in;

import org.jspecify.annotations.NullMarked;
