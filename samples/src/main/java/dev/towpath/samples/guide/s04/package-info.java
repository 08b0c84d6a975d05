/** Map, translate and recover from errors: no price is 0, and 503 means that the shop is closed. */
package dev.towpath.samples.guide.s04;
