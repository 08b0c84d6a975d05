/** Small pieces to copy: each shows one type or one pattern, and has a test that shows its use. */
package dev.towpath.samples.patterns;
