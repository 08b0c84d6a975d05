package dev.towpath.benchmarks.channels;

import static dev.towpath.benchmarks.rivals.Rivals.ARRAY_QUEUE;
import static dev.towpath.benchmarks.rivals.Rivals.GO;
import static dev.towpath.benchmarks.rivals.Rivals.JOX;
import static dev.towpath.benchmarks.rivals.Rivals.KOTLIN;
import static dev.towpath.benchmarks.rivals.Rivals.OURS;
import static dev.towpath.benchmarks.rivals.Rivals.OURS_BATCHED;
import static dev.towpath.benchmarks.rivals.Rivals.SYNCHRONOUS_QUEUE;
import static dev.towpath.benchmarks.rivals.Rivals.TRANSFER_QUEUE;

import dev.towpath.benchmarks.run.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is measured of channels. */
public final class ChannelCases {
  private static final List<String> RENDEZVOUS =
      List.of(OURS, JOX, KOTLIN, GO, SYNCHRONOUS_QUEUE, TRANSFER_QUEUE);
  private static final List<String> BUFFERED = List.of(OURS, JOX, KOTLIN, GO, ARRAY_QUEUE);
  private static final List<String> BUFFERED_WELL =
      List.of(OURS, OURS_BATCHED, JOX, KOTLIN, GO, ARRAY_QUEUE);
  private static final List<String> WITH_SYNCHRONOUS =
      List.of(OURS, JOX, KOTLIN, GO, SYNCHRONOUS_QUEUE);
  private static final List<String> CHANNELS = List.of(OURS, JOX, KOTLIN, GO);

  /** By how much ours is faster than Jox with one carrier, by processor time. */
  private static final Map<String, Double> STATED =
      Map.of(
          "rendezvous 1:1", 10.0,
          "buffered 16 1:1", 1.0,
          "buffered 16 100:1", 0.9,
          "buffered 16 1:100", 0.9,
          "buffered 256 1:1", 1.4,
          "ping-pong", 10.0,
          "select over 2", 8.0,
          "select over 8", 8.0,
          "select over 64", 8.0,
          "uncontended pair", 1.7);

  private ChannelCases() {}

  /** What {@code gate} holds: cases and their ratios. */
  public static Map<String, Double> statedRatios() {
    return STATED;
  }

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (int capacity : new int[] {0, 16, 256}) {
      cases.add(handOff(capacity, 1, 1, true));
      cases.add(handOff(capacity, 100, 1, capacity == 16));
      cases.add(handOff(capacity, 1, 100, capacity == 16));
    }
    cases.add(new Case("ping-pong", PingPong.class, Map.of(), RENDEZVOUS, true));
    cases.add(new Case("ring of 1,000", Ring.class, Map.of(), WITH_SYNCHRONOUS, false));
    for (int capacity : new int[] {0, 16}) {
      Map<String, String> params = Map.of("capacity", String.valueOf(capacity));
      cases.add(
          new Case("prime sieve, " + channel(capacity), Sieve.class, params, CHANNELS, false));
    }
    for (int channels : new int[] {2, 8, 64}) {
      Map<String, String> params = Map.of("channels", String.valueOf(channels));
      cases.add(new Case("select over " + channels, SelectReceive.class, params, CHANNELS, true));
    }
    cases.add(new Case("uncontended pair", Uncontended.class, Map.of(), BUFFERED, true));
    return cases;
  }

  private static Case handOff(int capacity, int senders, int receivers, boolean brief) {
    Map<String, String> params =
        Map.of(
            "capacity", String.valueOf(capacity),
            "senders", String.valueOf(senders),
            "receivers", String.valueOf(receivers));
    return new Case(
        channel(capacity) + " " + senders + ":" + receivers,
        HandOff.class,
        params,
        capacity == 0 ? RENDEZVOUS : capacity == 256 ? BUFFERED_WELL : BUFFERED,
        brief);
  }

  private static String channel(int capacity) {
    return capacity == 0 ? "rendezvous" : "buffered " + capacity;
  }
}
