package dev.towpath.migrate;

import java.net.URI;
import java.time.Duration;

/**
 * What the service is told.
 *
 * @param prices where prices are asked for
 * @param stock where stock is reserved
 * @param jdbc the database
 * @param patience for one price
 * @param pause before the first retry; doubled each time
 */
public record Settings(URI prices, URI stock, String jdbc, Duration patience, Duration pause) {}
