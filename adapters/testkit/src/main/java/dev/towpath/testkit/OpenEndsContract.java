package dev.towpath.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.towpath.channel.BridgeException;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How values and the one verdict cross: C1, C2, C10, C11, C12. */
abstract class OpenEndsContract extends ContractGroup {
  @Override
  String verb() {
    return "open";
  }

  @Test
  @DisplayName("pitfall 15, C2: buffered values are delivered before a failure")
  void dataBeforeFailure() {
    ScriptedSource<String> source = ScriptedSource.create();
    RuntimeException failure = new IllegalArgumentException("from the source");
    Receiver<String> receiver = open(source, 8);
    source.emit("a", "b", "c");
    source.fail(failure);
    List<String> received = new ArrayList<>();

    RuntimeException thrown =
        assertThrows(RuntimeException.class, () -> readInto(received, receiver));

    assertEquals(List.of("a", "b", "c"), received);
    assertSame(failure, thrown);
  }

  @Test
  @DisplayName("C2: buffered values are delivered before the end")
  void dataBeforeEnd() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    source.emit("a", "b", "c");
    source.complete();

    List<String> received = readAll(receiver);

    assertEquals(List.of("a", "b", "c"), received);
  }

  @Test
  @DisplayName("pitfall 14, C2: an iterator that was asked for and not used has taken nothing")
  void iteratorTwice() {
    Receiver<String> receiver = open(ScriptedSource.of(null, "a", "b", "c"), 8);
    List<String> received = new ArrayList<>();

    Iterator<String> iterator = receiver.iterator();
    Spliterator<String> spliterator = receiver.spliterator();
    receiver.forEach(received::add);

    assertEquals(List.of("a", "b", "c"), received);
    assertFalse(iterator.hasNext());
    assertFalse(spliterator.tryAdvance(received::add));
  }

  @Test
  @DisplayName("C1: a source that is empty ends at once, for every receive")
  void emptyEnds() {
    Receiver<String> receiver = open(ScriptedSource.<String>of(null), 8);

    assertThrows(ChannelClosedException.class, receiver::receive);
    assertThrows(ChannelClosedException.class, receiver::receive);
    assertNull(assertInstanceOf(TryReceive.Closed.class, receiver.tryReceive()).cause());
  }

  @Test
  @DisplayName("C1: a source that completes inside subscribe loses nothing")
  void synchronousSource() {
    Receiver<String> receiver = open(ScriptedSource.of(null, "a", "b", "c"), 2);

    assertEquals(List.of("a", "b", "c"), readAll(receiver));
  }

  @Test
  @DisplayName(
      "C1, C11: a failure after the end is late: the reader sees the end, the hook the error")
  void failureAfterEnd() {
    ScriptedSource<String> source = ScriptedSource.create();
    RuntimeException late = new IllegalStateException("late");
    Receiver<String> receiver = open(source, 8);
    source.complete();

    source.fail(late);

    assertEquals(List.of(), readAll(receiver));
    assertEquals(List.of(late), probe.lateErrors());
  }

  @Test
  @DisplayName("C1, C11: an end and values after a failure are late: values go to onUndelivered")
  void signalsAfterFailure() {
    ScriptedSource<String> source = ScriptedSource.create();
    RuntimeException failure = new IllegalStateException("first");
    Receiver<String> receiver = open(source, 8);
    source.emit("a");
    source.fail(failure);

    source.complete();
    source.emit("late");

    assertEquals("a", ((TryReceive.Value<String>) receiver.tryReceive()).value());
    assertSame(failure, assertInstanceOf(TryReceive.Closed.class, receiver.tryReceive()).cause());
    assertEquals(List.of("late"), probe.undelivered());
    assertEquals(List.of(), probe.lateErrors());
  }

  @Test
  @DisplayName("pitfall 9, C8: no cancel is sent to a source that has ended")
  void noCancelAfterEnd() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    source.emit("a");
    source.complete();

    receiver.close();

    assertEquals(0, source.cancels());
    assertEquals(List.of("a"), probe.undelivered());
  }

  @Test
  @DisplayName("pitfall 9, C8: not even a source that breaks a rule after its end is cancelled")
  void noCancelForABreachAfterTheEnd() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    source.complete();

    assertThrows(NullPointerException.class, source::emitNull);

    assertEquals(0, source.cancels());
    assertEquals(List.of(), readAll(receiver));
  }

  @Test
  @DisplayName("C8: stopping twice cancels the source once")
  void cancelOnce() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);

    receiver.close();
    receiver.close();

    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName("pitfall 32, C8: a stop before onSubscribe cancels as soon as that comes, once")
  void stopBeforeOnSubscribe() {
    ScriptedSource<String> source = ScriptedSource.late();
    Receiver<String> receiver = open(source, 8);
    receiver.close();

    source.arrive();

    assertEquals(1, source.cancels());
    assertEquals(List.of(), source.requests());
  }

  @Test
  @DisplayName("pitfall 2, C11: values in flight when the reader leaves never throw at the source")
  void lateValuesDoNotThrow() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    source.emit("a");
    receiver.close();

    source.emit("b", "c");
    source.complete();

    assertEquals(List.of("a", "b", "c"), probe.undelivered());
  }

  @Test
  @DisplayName("pitfall 11, C11: a failure after our stop goes to onLateError, and only there")
  void failureAfterStop() {
    ScriptedSource<String> source = ScriptedSource.create();
    RuntimeException late = new IllegalStateException("late");
    Receiver<String> receiver = open(source, 8);
    receiver.close();

    source.fail(late);

    assertEquals(List.of(late), probe.lateErrors());
    assertNull(assertInstanceOf(TryReceive.Closed.class, receiver.tryReceive()).cause());
  }

  @Test
  @DisplayName("pitfall 50, C10: a shared exception reaches each reader as itself, unchanged")
  void failureIsNotChanged() {
    RuntimeException failure = new IllegalStateException("shared");
    StackTraceElement[] trace = failure.getStackTrace();

    for (int i = 0; i < 3; i++) {
      Receiver<String> receiver = open(ScriptedSource.of(failure, "a"), 8);
      assertSame(failure, assertThrows(IllegalStateException.class, () -> readAll(receiver)));
    }

    assertEquals(0, failure.getSuppressed().length);
    assertNull(failure.getCause());
    assertEquals(List.of(trace), List.of(failure.getStackTrace()));
  }

  @Test
  @DisplayName("C10: a checked failure comes inside one BridgeException, at each receive")
  void checkedFailure() {
    IOException failure = new IOException("checked");
    Receiver<String> receiver = open(ScriptedSource.<String>of(failure, "a"), 8);
    assertThrows(BridgeException.class, () -> readAll(receiver));

    BridgeException again = assertThrows(BridgeException.class, receiver::receive);

    assertSame(failure, again.getCause());
  }

  @Test
  @DisplayName("C10: an Error comes as itself")
  void errorAsItself() {
    Error failure = new AssertionError("from the source");
    Receiver<String> receiver = open(ScriptedSource.<String>of(failure, "a"), 8);

    assertSame(failure, assertThrows(AssertionError.class, () -> readAll(receiver)));
  }

  @Test
  @DisplayName(
      "C12: onNext(null) throws at the source, cancels it, and fails the reader after the data")
  void nullValue() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    source.emit("a");
    List<String> received = new ArrayList<>();

    assertThrows(NullPointerException.class, source::emitNull);

    assertThrows(NullPointerException.class, () -> readInto(received, receiver));
    assertEquals(List.of("a"), received);
    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName("C12: onError(null) throws at the source, and fails the reader")
  void nullFailure() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);

    assertThrows(NullPointerException.class, () -> source.fail(null));

    assertThrows(NullPointerException.class, receiver::receive);
  }

  @Test
  @DisplayName("C1: a second onSubscribe is cancelled, and the first goes on")
  void secondSubscription() {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);

    source.arrive();

    assertEquals(1, source.cancels());
    source.emit("a");
    source.complete();
    assertEquals(List.of("a"), readAll(receiver));
  }

  @Test
  @DisplayName("C11: a value before onSubscribe is late")
  void valueBeforeOnSubscribe() {
    ScriptedSource<String> source = ScriptedSource.late();
    Receiver<String> receiver = open(source, 8);

    source.emit("early");

    assertEquals(List.of("early"), probe.undelivered());
    assertInstanceOf(TryReceive.Empty.class, receiver.tryReceive());
    receiver.close();
  }

  @Test
  @DisplayName("C1: a source that throws in subscribe fails the reader")
  void throwInSubscribe() {
    RuntimeException broken = new IllegalStateException("in subscribe");
    ScriptedSource<String> source =
        ScriptedSource.<String>create()
            .whenSubscribed(self -> {
              throw broken;
            });

    Receiver<String> receiver = open(source, 8);

    assertSame(broken, assertThrows(IllegalStateException.class, receiver::receive));
  }

  @Test
  @DisplayName("C1: a subscription that throws in request fails the reader after the data")
  void throwInRequest() {
    RuntimeException broken = new IllegalStateException("in request");
    ScriptedSource<String> source = ScriptedSource.create();
    source.whenRequested(count -> {
      source.emit("a");
      throw broken;
    });
    Receiver<String> receiver = open(source, 8);
    List<String> received = new ArrayList<>();

    assertSame(
        broken, assertThrows(IllegalStateException.class, () -> readInto(received, receiver)));

    assertEquals(List.of("a"), received);
  }

  @Test
  @DisplayName("C11: a subscription that throws in cancel does not throw at who closes")
  void throwInCancel() {
    RuntimeException broken = new IllegalStateException("in cancel");
    ScriptedSource<String> source =
        ScriptedSource.<String>create()
            .whenCancelled(() -> {
              throw broken;
            });
    Receiver<String> receiver = open(source, 8);

    receiver.close();

    assertEquals(List.of(broken), probe.lateErrors());
    assertEquals(1, source.cancels());
  }

  @Test
  @DisplayName("pitfall 13, C1: a hot source that emits right after open loses nothing")
  void hotSource() {
    Receiver<Integer> receiver;
    List<Integer> sent = new ArrayList<>();
    try (SubmissionPublisher<Integer> hot = new SubmissionPublisher<>()) {
      receiver = open(hot, 64);
      for (int i = 0; i < 50; i++) {
        hot.submit(i);
        sent.add(i);
      }
    }

    assertEquals(sent, readAll(receiver));
  }

  @Test
  @DisplayName("pitfall 40, C11: what is buffered at a stop goes to onUndelivered, once each")
  void bufferedValuesAreReleased() throws InterruptedException {
    ScriptedSource<String> source = ScriptedSource.create();
    Receiver<String> receiver = open(source, 8);
    source.emit("a", "b", "c");
    assertEquals("a", receiver.receive());

    receiver.close();

    assertEquals(List.of("b", "c"), probe.undelivered());
    assertTrue(source.cancels() == 1, "cancelled once");
  }
}
