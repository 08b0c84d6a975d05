package dev.towpath.benchmarks.channels;

import static dev.towpath.benchmarks.rivals.Rivals.ARRAY_QUEUE;
import static dev.towpath.benchmarks.rivals.Rivals.JOX;
import static dev.towpath.benchmarks.rivals.Rivals.KOTLIN;
import static dev.towpath.benchmarks.rivals.Rivals.OURS;
import static dev.towpath.benchmarks.rivals.Rivals.SYNCHRONOUS_QUEUE;
import static dev.towpath.benchmarks.rivals.Rivals.TRANSFER_QUEUE;

import dev.towpath.benchmarks.run.Case;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is measured of channels. */
public final class ChannelCases {
  private static final List<String> RENDEZVOUS =
      List.of(OURS, JOX, KOTLIN, SYNCHRONOUS_QUEUE, TRANSFER_QUEUE);
  private static final List<String> BUFFERED = List.of(OURS, JOX, KOTLIN, ARRAY_QUEUE);
  private static final List<String> WITH_SELECT = List.of(OURS, JOX, KOTLIN);

  private ChannelCases() {}

  /** Returns all cases, in the order of the report. */
  public static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (int capacity : new int[] {0, 16, 256}) {
      cases.add(handOff(capacity, 1, 1, true));
      cases.add(handOff(capacity, 100, 1, capacity == 16));
      cases.add(handOff(capacity, 1, 100, capacity == 16));
    }
    cases.add(new Case("ping-pong", PingPong.class, Map.of(), RENDEZVOUS, true));
    for (int channels : new int[] {2, 8, 64}) {
      Map<String, String> params = Map.of("channels", String.valueOf(channels));
      cases.add(
          new Case("select over " + channels, SelectReceive.class, params, WITH_SELECT, true));
    }
    cases.add(new Case("uncontended pair", Uncontended.class, Map.of(), BUFFERED, true));
    return cases;
  }

  private static Case handOff(int capacity, int senders, int receivers, boolean brief) {
    String channel = capacity == 0 ? "rendezvous" : "buffered " + capacity;
    Map<String, String> params =
        Map.of(
            "capacity", String.valueOf(capacity),
            "senders", String.valueOf(senders),
            "receivers", String.valueOf(receivers));
    return new Case(
        channel + " " + senders + ":" + receivers,
        HandOff.class,
        params,
        capacity == 0 ? RENDEZVOUS : BUFFERED,
        brief);
  }
}
