/**
 * Libraries with callbacks, futures or listeners of their own, called as if they were blocking. One
 * class for each library, to copy: nothing here needs a module for that library.
 */
package dev.towpath.samples.callbacks;
