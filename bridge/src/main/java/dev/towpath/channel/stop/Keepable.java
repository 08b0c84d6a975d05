package dev.towpath.channel.stop;

import org.jspecify.annotations.Nullable;

/** The description of what can be kept for somebody: a channel. */
public abstract class Keepable {
  private @Nullable Keeper keeper;

  /**
   * Sets for whom the next is kept that is made of a description.
   *
   * @param keeper null for nobody
   */
  public static void keep(Keepable description, @Nullable Keeper keeper) {
    description.keeper = keeper;
  }

  /** Returns for whom the next is kept, or null. */
  protected final @Nullable Keeper keeper() {
    return keeper;
  }
}
