/** Follows code from the threads that must not wait to the calls that do. */
@NullMarked
package dev.towpath.lint.engine;

import org.jspecify.annotations.NullMarked;
