/**
 * The contract of every bridge as tests. Extend {@link dev.towpath.testkit.BridgeContract}, say how
 * your adapter opens and publishes, and JUnit gives the verdict.
 */
@NullMarked
package dev.towpath.testkit;

import org.jspecify.annotations.NullMarked;
