/** Steps in order, results dropped: reserve, pay, tell. */
package dev.towpath.samples.guide.s03;
