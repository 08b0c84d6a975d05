/** Call an asynchronous API from blocking code, and never on an event loop. */
package dev.towpath.samples.guide.s06;
