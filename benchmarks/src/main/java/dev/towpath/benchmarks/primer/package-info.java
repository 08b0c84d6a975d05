/** What primers of Go measure, here and there side by side. */
package dev.towpath.benchmarks.primer;
