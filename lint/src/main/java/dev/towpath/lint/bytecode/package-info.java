/** Class files as facts: what a method calls, with which values, under which conditions. */
@NullMarked
package dev.towpath.lint.bytecode;

import org.jspecify.annotations.NullMarked;
