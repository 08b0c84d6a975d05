/** What the bridge finds as services when this module is there. Not exported. */
@NullMarked
package dev.towpath.vertx.runtime;

import org.jspecify.annotations.NullMarked;
