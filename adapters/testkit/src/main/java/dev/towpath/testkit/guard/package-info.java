/** What the suite adds to the threads that must not wait. */
@NullMarked
package dev.towpath.testkit.guard;

import org.jspecify.annotations.NullMarked;
