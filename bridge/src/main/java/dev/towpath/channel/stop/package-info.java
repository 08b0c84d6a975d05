/** How a wait is ended from outside without an interrupt; not exported. */
@NullMarked
package dev.towpath.channel.stop;

import org.jspecify.annotations.NullMarked;
