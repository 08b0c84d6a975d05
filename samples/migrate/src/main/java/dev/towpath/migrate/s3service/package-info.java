/** Service: plain statements, offered to the event bus as futures. */
package dev.towpath.migrate.s3service;
