/** Fork three calls, combine them, cancel the siblings when one fails. */
package dev.towpath.samples.guide.s09;
