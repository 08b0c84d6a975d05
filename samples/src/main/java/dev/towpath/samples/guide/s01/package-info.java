/** Call A, then B with A's result: an order names its customer, and the customer has a discount. */
package dev.towpath.samples.guide.s01;
