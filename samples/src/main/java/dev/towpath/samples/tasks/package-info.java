/** Tasks with bounds and limits: a pool replaced, a deadline across styles, what Go people know. */
package dev.towpath.samples.tasks;
