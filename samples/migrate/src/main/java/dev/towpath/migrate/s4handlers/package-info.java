/** Handlers: a virtual thread for each request calls the service; the bus is for events only. */
package dev.towpath.migrate.s4handlers;
