/** A shop on this machine, asked over HTTP in each style, and its database. */
package dev.towpath.samples.guide.shop;
