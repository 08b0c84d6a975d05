/** Transform a value; an absent value: what a customer is called on the screen. */
package dev.towpath.samples.guide.s02;
