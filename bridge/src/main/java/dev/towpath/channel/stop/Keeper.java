package dev.towpath.channel.stop;

/** For whom a channel is kept: only threads that belong there may use it. */
public interface Keeper {
  /**
   * Lets the calling thread use a channel. Who has been let in once may use it as long as the
   * keeper minds.
   *
   * @param channel the name of the channel
   * @throws WrongThreadException if the calling thread does not belong there
   */
  void check(String channel);
}
