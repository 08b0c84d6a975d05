/** Between Reactor's {@code Flux} and {@code Mono} and virtual threads that wait. */
@NullMarked
package dev.towpath.reactor;

import org.jspecify.annotations.NullMarked;
