/** Between Vert.x 4.5 or 5 and virtual threads. */
@NullMarked
package dev.towpath.vertx;

import org.jspecify.annotations.NullMarked;
