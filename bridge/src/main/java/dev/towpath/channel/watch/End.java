package dev.towpath.channel.watch;

/**
 * An end of a channel on which a thread waits, and how the channel stands then.
 *
 * @param id of the channel; no two have the same
 * @param channel its name
 * @param sending whether the thread waits to send; else to receive
 * @param size values buffered
 * @param capacity values that can be buffered
 * @param sent values accepted so far
 * @param received values received so far
 * @param undelivered values that no receiver will get
 */
public record End(
    long id,
    String channel,
    boolean sending,
    int size,
    int capacity,
    long sent,
    long received,
    long undelivered) {}
