/** What the bridge finds as a service when this module is there. Not exported. */
@NullMarked
package dev.towpath.context;

import org.jspecify.annotations.NullMarked;
