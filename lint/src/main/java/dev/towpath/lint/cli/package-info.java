/** The command line: scan and explain. */
@NullMarked
package dev.towpath.lint.cli;

import org.jspecify.annotations.NullMarked;
