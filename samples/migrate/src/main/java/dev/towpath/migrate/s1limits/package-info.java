/** Limits: the pool is a BoundedExecutor, and the flatMap says how many. */
package dev.towpath.migrate.s1limits;
