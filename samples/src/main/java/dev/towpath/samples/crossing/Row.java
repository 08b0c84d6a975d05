package dev.towpath.samples.crossing;

/**
 * What is loaded into the database for one file.
 *
 * @param name its name in the archive
 * @param size how many bytes it has
 * @param sha256 its check sum, in hexadecimal
 */
public record Row(String name, long size, String sha256) {}
