/** What the bridge finds as a service when this module is there. Not exported. */
@NullMarked
package dev.towpath.rxjava3.guard;

import org.jspecify.annotations.NullMarked;
