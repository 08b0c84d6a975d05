/** The four verbs for RxJava 3: {@link dev.towpath.rxjava3.RxBridge}. */
@NullMarked
package dev.towpath.rxjava3;

import org.jspecify.annotations.NullMarked;
