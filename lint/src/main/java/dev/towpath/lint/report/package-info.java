/** Findings as text, Markdown, JSON, SARIF and HTML. */
@NullMarked
package dev.towpath.lint.report;

import org.jspecify.annotations.NullMarked;
