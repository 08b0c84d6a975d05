/** Rules for ArchUnit: what must not wait, and what is still to migrate. */
@NullMarked
package dev.towpath.lint;

import org.jspecify.annotations.NullMarked;
