/** What is made and has not ended, for who looks; exported to the testkit only. */
@NullMarked
package dev.towpath.channel.watch;

import org.jspecify.annotations.NullMarked;
