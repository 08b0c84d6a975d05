package dev.towpath.testkit;

import static dev.towpath.testkit.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who waits, what ends the wait, and what becomes of the source: C5, C6, C8, C15. */
abstract class OpenWaitsContract extends ContractGroup {
  @Override
  String verb() {
    return "open";
  }

  @Test
  @DisplayName(
      "pitfall 17, C6: an interrupted receive throws with the flag clear, and loses nothing")
  void interruptedReceive() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    Running<String> reader = Running.start(receiver::receive).awaitParked();

    reader.interrupt();

    assertThrows(InterruptedException.class, reader::get);
    assertFalse(reader.wasInterruptedAtEnd());
    assertEquals(0, source.cancels(), "the receiver is still the caller's");
    source.emit("a");
    assertEquals("a", receiver.receive());
    receiver.close();
  }

  @Test
  @DisplayName(
      "pitfall 43, C6: an interrupted iterator and stream restore the flag and throw a wrapper")
  void interruptedIterator() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    try (Receiver<String> receiver = open(source, 8)) {
      Running<Boolean> looping = Running.start(() -> receiver.iterator().hasNext()).awaitParked();
      Running<Long> streaming = Running.start(() -> receiver.stream().count()).awaitParked();

      looping.interrupt();
      streaming.interrupt();

      for (Running<?> reader : List.of(looping, streaming)) {
        BridgeException thrown = assertThrows(BridgeException.class, reader::get);
        assertInstanceOf(InterruptedException.class, thrown.getCause());
        assertTrue(reader.wasInterruptedAtEnd());
      }
    }
  }

  @Test
  @DisplayName("pitfall 53, C6, C7: leaving by an interrupt cancels the source that is owned, once")
  void interruptCancelsOwnedSource() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    Running<String> reader =
        Running.start(
                () -> {
                  try (Receiver<String> receiver = open(source, 8)) {
                    return receiver.receive();
                  }
                })
            .awaitParked();

    reader.interrupt();

    assertThrows(InterruptedException.class, reader::get);
    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName("pitfall 18, C8: closing wakes every parked reader")
  void closeWakesReaders() throws Exception {
    Receiver<String> receiver = open(ScriptedSource.<String>create(), 8);
    List<Running<String>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(Running.start(receiver::receive).awaitParked());
    }

    receiver.close();

    for (Running<String> reader : readers) {
      assertThrows(ChannelClosedException.class, reader::get);
    }
  }

  @Test
  @DisplayName("C1: the end wakes every parked reader")
  void endWakesReaders() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    List<Running<String>> readers = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      readers.add(Running.start(receiver::receive).awaitParked());
    }

    source.complete();

    for (Running<String> reader : readers) {
      assertThrows(ChannelClosedException.class, reader::get);
    }
  }

  @Test
  @DisplayName(
      "pitfall 52, C6: a timed receive from a source that never answers ends, and harms nothing")
  void timedReceive() throws Exception {
    ScriptedSource<String> source = ScriptedSource.late();
    try (Receiver<String> receiver = open(source, 8)) {
      assertInstanceOf(TryReceive.Empty.class, receiver.receive(Duration.ofMillis(1)));

      source.arrive();
      source.emit("a");

      assertEquals(new TryReceive.Value<>("a"), receiver.receive(Duration.ofSeconds(20)));
    }
  }

  @Test
  @DisplayName(
      "pitfall 38, C5: a receive on an event loop is refused at once, naming verb and thread")
  void refusedOnEventLoop() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    try (Receiver<String> receiver = open(source, 8)) {
      source.emit("a");

      Refusal refusal = refusedOnEventLoop(receiver::receive);

      assertTrue(refusal.message().contains("receive"), refusal.message());
      assertTrue(refusal.message().contains("'" + refusal.thread() + "'"), refusal.message());
      assertEquals("a", receiver.receive(), "the value is still there");
    }
  }

  @Test
  @DisplayName("pitfall 42, C5: reading inside the source's callback is refused, not hung")
  void refusedInsideCallback() throws Exception {
    ScriptedSource<String> source = ScriptedSource.create();
    try (Receiver<String> receiver = open(source, 8)) {
      CompletableFuture<String> read = new CompletableFuture<>();
      receiver.whenReadable(() -> {
        try {
          read.complete(receiver.receive() + receiver.receive());
        } catch (Throwable t) {
          read.completeExceptionally(t);
        }
      });

      onEventLoop(() -> source.emit("a"));

      assertInstanceOf(
          IllegalStateException.class, read.handle((value, failure) -> failure).join());
    }
  }

  @Test
  @DisplayName(
      "pitfall 37, C3: no callback waits: an event loop gets through everything a source can do")
  void callbacksNeverWait() throws Exception {
    ScriptedSource<Integer> source = ScriptedSource.create();
    Receiver<Integer> receiver = open(source, 4);

    onEventLoop(() -> {
      for (int i = 0; i < 1_000; i++) {
        source.emit(i);
      }
      source.fail(new IllegalStateException("late"));
      source.complete();
      receiver.close();
    });

    assertEquals(1_000, probe.undelivered().size());
  }

  @Test
  @DisplayName(
      "pitfall 12, C15: a receiver that is dropped unclosed is found, and its source cancelled")
  void abandonedReceiver() throws InterruptedException {
    ScriptedSource<String> source = ScriptedSource.create();
    openAndForget(source);

    eventually(
        "the source is cancelled",
        () -> {
          System.gc();
          return source.cancels() > 0;
        });

    assertEquals(1, source.cancels());
    eventually("what was buffered is released", () -> probe.undelivered().contains("b"));
  }

  private void openAndForget(ScriptedSource<String> source) {
    for (String value : open(emittingOnRequest(source), 8)) {
      if (value.equals("a")) {
        break; // out of a for-each, without close
      }
    }
  }

  private static ScriptedSource<String> emittingOnRequest(ScriptedSource<String> source) {
    return source.whenRequested(count -> source.emit("a", "b"));
  }

  private record Refusal(String message, String thread) {}

  private interface Waiting {
    @Nullable Object call() throws Exception;
  }

  private Refusal refusedOnEventLoop(Waiting waiting) throws InterruptedException {
    CompletableFuture<@Nullable Object> outcome = new CompletableFuture<>();
    Thread loop =
        bridge()
            .eventLoop(() -> {
              try {
                outcome.complete(waiting.call());
              } catch (Throwable t) {
                outcome.completeExceptionally(t);
              }
            });
    loop.start();
    awaitThrough(loop);
    IllegalStateException refusal =
        assertInstanceOf(
            IllegalStateException.class, outcome.handle((value, failure) -> failure).join());
    return new Refusal(String.valueOf(refusal.getMessage()), loop.getName());
  }
}
