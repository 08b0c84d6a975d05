/** Virtual threads with an owner: they end before the scope that started them is left. */
@NullMarked
package dev.towpath.scope;

import org.jspecify.annotations.NullMarked;
