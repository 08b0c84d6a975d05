/** The order service as it was found: callbacks, futures, an event bus, a pool, a Mono inside. */
package dev.towpath.migrate.s0legacy;
