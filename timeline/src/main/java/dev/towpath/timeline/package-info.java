/** A page from a flight recording: who ran, who waited on what, and who sent what to whom. */
package dev.towpath.timeline;
