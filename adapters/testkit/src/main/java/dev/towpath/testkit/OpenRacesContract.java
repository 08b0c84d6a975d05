package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several threads at one opened source, and sources with a will of their own: C1, C3, C8, C11. */
abstract class OpenRacesContract extends ContractGroup {
  private static final int ROUNDS = 300;

  @Override
  String verb() {
    return "open";
  }

  @Test
  @DisplayName("pitfall 1, C3: a source and its reader can share one thread")
  void sourceAndReaderOnOneThread() throws InterruptedException {
    ScriptedSource<Integer> source = ScriptedSource.create();
    AtomicInteger next = new AtomicInteger();
    List<Integer> received = new ArrayList<>();
    ExecutorService loop = Executors.newSingleThreadExecutor();
    try {
      source.whenRequested(count ->
          loop.execute(() -> {
            for (long i = 0; i < count && next.get() < 1_000; i++) {
              source.emit(next.getAndIncrement());
            }
            if (next.get() == 1_000) {
              next.incrementAndGet();
              source.complete();
            }
          }));
      Receiver<Integer> receiver = open(source, 8);
      Running<@Nullable Void> over = Running.run(() -> drainOn(loop, receiver, received));

      eventually("all values have crossed", over::isDone);
    } finally {
      loop.shutdownNow(); // close would wait for a bridge that does
    }
    assertEquals(IntStream.range(0, 1_000).boxed().toList(), received);
  }

  private static void drainOn(
      ExecutorService loop, Receiver<Integer> receiver, List<Integer> received)
      throws InterruptedException {
    Phaser readable = new Phaser(1);
    boolean over = false;
    while (!over) {
      try {
        over =
            loop.submit(
                    () -> {
                      while (receiver.tryReceive()
                          instanceof TryReceive.Value<Integer>(Integer value)) {
                        received.add(value);
                      }
                      return receiver.tryReceive() instanceof TryReceive.Closed<Integer>;
                    })
                .get();
      } catch (ExecutionException e) {
        throw new AssertionError(e);
      }
      readable.register();
      receiver.whenReadable(readable::arriveAndDeregister);
      readable.arriveAndAwaitAdvance();
    }
  }

  @Test
  @DisplayName("pitfall 5, C8: request and cancel are never called on the source at the same time")
  void callsOnTheSourceAreSerial() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      ScriptedSource<Integer> source = ScriptedSource.endless();
      Receiver<Integer> receiver = open(source, 1 + round % 4);
      AtomicInteger received = new AtomicInteger();
      List<Running<@Nullable Void>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(
            Running.run(() -> {
              for (Integer ignored : receiver) {
                received.incrementAndGet();
              }
            }));
      }
      int enough = round % 50;
      eventually("some are received", () -> received.get() >= enough);

      receiver.close();

      for (Running<@Nullable Void> reader : readers) {
        reader.get();
      }
      assertEquals(0, source.overlaps());
      assertEquals(1, source.cancels());
    }
  }

  @Test
  @DisplayName(
      "pitfall 39, C11: each value is received or given to onUndelivered, wherever a close cuts in")
  void nothingIsLostWhenClosing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      probe.undelivered().clear();
      ScriptedSource<Integer> source = ScriptedSource.create();
      Receiver<Integer> receiver = open(source, 16);
      List<Object> received = new ArrayList<>();
      Running<@Nullable Void> emitting =
          Running.run(() -> {
            for (int i = 0; i < 16; i++) {
              source.emit(i);
            }
          });
      Running<@Nullable Void> reading =
          Running.run(() -> {
            try {
              while (true) {
                received.add(receiver.receive());
              }
            } catch (ChannelClosedException closed) {
              return;
            }
          });
      for (int i = 0; i < round; i++) {
        Thread.onSpinWait();
      }

      receiver.close();

      emitting.get();
      reading.get();
      assertEquals(
          IntStream.range(0, 16).boxed().toList(),
          Stream.concat(received.stream(), probe.undelivered().stream()).sorted().toList());
    }
  }

  @Test
  @DisplayName("pitfall 41, C14: a source that emits on eight threads at once loses nothing")
  void concurrentSource() throws Exception {
    ScriptedSource<Integer> source = ScriptedSource.create();
    Receiver<Integer> receiver = open(source, 8 * 10_000);
    List<Running<@Nullable Void>> emitters = new ArrayList<>();
    for (int emitter = 0; emitter < 8; emitter++) {
      int first = emitter * 10_000;
      emitters.add(
          Running.run(() -> {
            for (int i = 0; i < 10_000; i++) {
              source.emit(first + i);
            }
          }));
    }
    for (Running<@Nullable Void> emitter : emitters) {
      emitter.get();
    }
    source.complete();

    List<Integer> received = readAll(receiver);

    assertEquals(
        IntStream.range(0, 8 * 10_000).boxed().toList(), received.stream().sorted().toList());
  }

  @Test
  @DisplayName("C1: of an end, a failure and a stop at the same time exactly one counts")
  void oneVerdict() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      probe.lateErrors().clear();
      RuntimeException failure = new IllegalStateException("failure");
      ScriptedSource<Integer> source = ScriptedSource.create();
      Receiver<Integer> receiver = open(source, 4);
      List<Running<@Nullable Void>> racers =
          List.of(
              Running.run(source::complete),
              Running.run(() -> source.fail(failure)),
              Running.run(() -> source.complete()),
              Running.run(receiver::close));
      for (Running<@Nullable Void> racer : racers) {
        racer.get();
      }

      boolean failed = probe.lateErrors().isEmpty();

      assertTrue(source.cancels() <= 1, "cancelled once at most");
      assertTrue(source.cancels() == 0 || !failed, "failed and cancelled");
    }
  }

  @Test
  @DisplayName(
      "pitfall 44, C8: stopping an endless source makes it idle, and reads nothing more of it")
  void endlessSourceStops() throws Exception {
    ScriptedSource<Integer> source = ScriptedSource.create();
    ConcurrentLinkedQueue<Integer> emitted = new ConcurrentLinkedQueue<>();
    Receiver<Integer> receiver = open(source, 8);
    Running<@Nullable Void> emitting =
        Running.run(() -> {
          while (source.cancels() == 0 && !Thread.currentThread().isInterrupted()) {
            if (source.outstanding() > 0) {
              emitted.add(0);
              source.emit(0);
            } else {
              Thread.onSpinWait();
            }
          }
        });
    for (int i = 0; i < 100; i++) {
      receiver.receive();
    }

    receiver.close();

    try {
      emitting.get();
    } finally {
      emitting.interrupt();
    }
    assertEquals(1, source.cancels());
    assertEquals(emitted.size(), 100 + probe.undelivered().size());
  }
}
