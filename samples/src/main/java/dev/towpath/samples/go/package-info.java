/** The programs of a Go primer, in Java with channels. */
package dev.towpath.samples.go;
