/**
 * What is known about libraries: who runs code on which thread, and which calls wait. Data, not
 * code.
 */
@NullMarked
package dev.towpath.lint.model;

import org.jspecify.annotations.NullMarked;
