/** Leaf clients: prices and stock are asked by waiting; the old forms stay as adapters. */
package dev.towpath.migrate.s2clients;
