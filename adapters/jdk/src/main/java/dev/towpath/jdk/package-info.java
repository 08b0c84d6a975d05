/**
 * The four verbs for the JDK's own asynchronous styles: {@link dev.towpath.jdk.FutureBridge} for
 * futures, {@link dev.towpath.jdk.CallbackBridge} for callbacks and listeners.
 */
@NullMarked
package dev.towpath.jdk;

import org.jspecify.annotations.NullMarked;
