/**
 * Channels between threads: rendezvous, buffered, select, and the two ends.
 *
 * <p><b>Virtual threads wait; the library's threads never do.</b> A plain verb ({@code send},
 * {@code receive}, {@code await}) may wait and then throws {@link InterruptedException} when
 * interrupted; {@code try…}, {@code poll}, {@code drainTo} and {@code when…} never wait and are
 * what an event loop may call.
 *
 * <h2>Memory effects</h2>
 *
 * As in Go's memory model:
 *
 * <ul>
 *   <li>a send happens before the receive that takes its value completes;
 *   <li>on a channel of capacity C the k-th receive happens before the (k+C)-th send completes, so
 *       on a rendezvous channel a receive begins before its send has completed;
 *   <li>closing an end happens before any operation that sees it closed.
 * </ul>
 *
 * <h2>Order</h2>
 *
 * Values of one sender are received in the order sent. On a rendezvous channel those who wait are
 * served first come, first served. On a buffered channel, so that a run of values costs one wake-up
 * and not one each, a parked thread that others wait behind is resumed to help itself, and a plain
 * {@code send} or {@code receive} that runs just then may overtake it; twice at most, then it is
 * served first. Try forms, selects, counts and the end overtake nobody: they first serve those who
 * wait.
 *
 * <h2>Where a value ends</h2>
 *
 * A value is <em>sent</em> once {@code send} returned normally or {@code trySend} answered {@code
 * SENT}. From then on it is in exactly one place: received, handed to {@code onUndelivered}, or
 * still buffered; {@link dev.towpath.channel.Channel#counts()} proves it. A {@code send} that
 * threw, or a {@code trySend} that answered {@code FULL} or {@code CLOSED}, leaves the value with
 * its caller.
 */
@NullMarked
package dev.towpath.channel;

import org.jspecify.annotations.NullMarked;
