/** Adapters removed: no bus, no Mono; Vert.x is the HTTP server, and one call is its seam. */
package dev.towpath.migrate.s5plain;
