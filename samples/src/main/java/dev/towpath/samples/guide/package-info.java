/** The scenarios of the migration guide: one task each, in up to seven styles. */
package dev.towpath.samples.guide;
