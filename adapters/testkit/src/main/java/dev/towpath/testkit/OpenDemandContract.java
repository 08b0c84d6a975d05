package dev.towpath.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much is asked for, and when: C3, C4. */
abstract class OpenDemandContract extends ContractGroup {
  @Override
  String verb() {
    return "open";
  }

  @Test
  @DisplayName("C4: the first request is exactly the demand")
  void firstRequest() {
    for (int demand : new int[] {1, 2, 3, 8, 64, 1_000_000}) {
      ScriptedSource<Integer> source = ScriptedSource.create();

      open(source, demand).close();

      assertEquals(List.of((long) demand), source.requests());
    }
  }

  @Test
  @DisplayName("C4: more is requested when three quarters are consumed, and exactly as many")
  void refillAtThreeQuarters() throws InterruptedException {
    ScriptedSource<Integer> source = ScriptedSource.create();
    try (Receiver<Integer> receiver = open(source, 8)) {
      source.emit(0, 1, 2, 3, 4, 5, 6, 7);
      for (int i = 0; i < 5; i++) {
        assertEquals(i, receiver.receive());
      }
      assertEquals(List.of(8L), source.requests());

      receiver.receive();

      assertEquals(List.of(8L, 6L), source.requests());
    }
  }

  @Test
  @DisplayName("C4, pitfall 46: requested never exceeds taken plus demand, for every demand")
  void neverMoreThanFreePlaces() throws InterruptedException {
    for (int demand = 1; demand <= 17; demand++) {
      ScriptedSource<Integer> source = emittingAtMost(2 * demand);
      try (Receiver<Integer> receiver = open(source, demand)) {
        for (int taken = 0; taken < 5 * demand; taken++) {
          assertTrue(source.requested() <= taken + demand, "requested " + source.requested());
          assertEquals(taken, receiver.receive());
        }
      }
    }
  }

  /** Emits what is requested, but not without end for a bridge that requests without bound. */
  private static ScriptedSource<Integer> emittingAtMost(int atOnce) {
    ScriptedSource<Integer> source = ScriptedSource.create();
    AtomicInteger next = new AtomicInteger();
    return source.whenRequested(count -> {
      for (long i = 0; i < Math.min(count, atOnce); i++) {
        source.emit(next.getAndIncrement());
      }
    });
  }

  @Test
  @DisplayName(
      "pitfall 45, C4: a source that answers all its requests late and at once never overflows")
  void burstAnswersAllRequestsLate() throws InterruptedException {
    ScriptedSource<Integer> source = ScriptedSource.create();
    int next = 0;
    try (Receiver<Integer> receiver = open(source, 8)) {
      for (int burst = 0; burst < 1_000; burst++) {
        while (source.outstanding() > 0 && source.cancels() == 0) {
          source.emit(next++);
        }
        int before = next;
        for (int taken = 0; taken < 1 + burst % 8; taken++) {
          if (receiver.tryReceive() instanceof TryReceive.Value<Integer>) {
            assertTrue(source.requested() <= before + 8);
          }
        }
      }
      assertEquals(0, source.cancels());
    }
  }

  @Test
  @DisplayName(
      "C4, C1: a source that sends too many is cancelled; the reader gets what was asked for, then the reason")
  void tooMany() {
    ScriptedSource<Integer> source = ScriptedSource.create();
    Receiver<Integer> receiver = open(source, 4);
    List<Integer> received = new ArrayList<>();

    source.emit(0, 1, 2, 3, 4, 5);

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> readInto(received, receiver));
    assertTrue(String.valueOf(thrown.getMessage()).endsWith("4"), thrown.getMessage());
    assertEquals(List.of(0, 1, 2, 3), received);
    assertEquals(1, source.cancels());
    assertEquals(List.of(4, 5), probe.undelivered());
  }

  @Test
  @DisplayName("pitfall 45, C4: one value too many is a breach even when there is room for it")
  void tooManyWithRoom() throws InterruptedException {
    ScriptedSource<Integer> source = ScriptedSource.create();
    Receiver<Integer> receiver = open(source, 8);
    source.emit(0, 1, 2, 3, 4, 5, 6, 7);
    assertEquals(0, receiver.receive()); // one place is free, and not asked for yet

    source.emit(8);

    assertEquals(1, source.cancels());
    assertEquals(List.of(8), probe.undelivered());
    receiver.close();
  }
}
