package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlainEndsTest {
  private static final String LAST = "that was all";

  private static <T> List<T> crossed(Producer<T> producer) {
    try (Receiver<T> values = FlowBridge.open(FlowBridge.publish(producer), 2)) {
      return values.stream().toList();
    }
  }

  @Test
  void iterableCrosses() {
    List<String> values = List.of("tea", "milk", "sugar");

    assertThat(crossed(PlainEnds.of(values))).isEqualTo(values);
  }

  @Test
  void streamCrossesAndIsClosed() throws Exception {
    var closed = new CountDownLatch(1);
    Producer<Integer> numbers = PlainEnds.of(() -> Stream.of(1, 2, 3).onClose(closed::countDown));

    assertThat(crossed(numbers)).containsExactly(1, 2, 3);

    closed.await();
  }

  @Test
  void streamWithoutEndIsClosedByACancel() throws Exception {
    var closed = new CountDownLatch(1);
    Producer<Integer> numbers =
        PlainEnds.of(() -> Stream.iterate(0, last -> last + 1).onClose(closed::countDown));
    Receiver<Integer> reader = FlowBridge.open(FlowBridge.publish(numbers), 2);
    assertThat(reader.receive()).isZero();

    reader.close();

    closed.await();
  }

  @Test
  void queueCrossesUpToItsLast() {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("tea", "milk", LAST, "later"));

    assertThat(crossed(PlainEnds.of(queue, LAST, unsent -> {}))).containsExactly("tea", "milk");

    assertThat(queue).containsExactly("later");
  }

  @Test
  void whatACancelLeavesInHandIsTold() throws Exception {
    BlockingQueue<String> queue = new LinkedBlockingQueue<>(List.of("tea", "milk", "sugar"));
    var unsent = new CompletableFuture<String>();
    Receiver<String> reader =
        FlowBridge.open(FlowBridge.publish(PlainEnds.of(queue, LAST, unsent::complete)), 1);
    assertThat(reader.receive()).isEqualTo("tea");
    while (!queue.isEmpty()) { // the milk is on its way, the sugar in hand
      Thread.onSpinWait();
    }

    reader.close();

    assertThat(unsent.get()).isEqualTo("sugar");
  }

  @Test
  void bytesCrossInChunks() throws Exception {
    byte[] bytes = new byte[40_000];
    bytes[39_999] = 1;
    var closed = new CountDownLatch(1);
    var in =
        new ByteArrayInputStream(bytes) {
          @Override
          public void close() throws IOException {
            super.close();
            closed.countDown();
          }
        };

    List<ByteBuffer> chunks = crossed(PlainEnds.of(in));

    assertThat(chunks).extracting(ByteBuffer::remaining).containsExactly(16_384, 16_384, 7_232);
    assertThat(chunks.getLast().get(7_231)).isEqualTo((byte) 1);
    closed.await();
  }

  @Test
  void queueIsFilledAsFastAsItIsEmptied() throws Exception {
    BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
    Receiver<String> values =
        FlowBridge.open(FlowBridge.publish(PlainEnds.of(List.of("tea", "milk", "sugar"))), 1);
    Thread.startVirtualThread(() -> fill(queue, values));
    List<String> taken = new ArrayList<>();

    for (String value = queue.take(); !value.equals(LAST); value = queue.take()) {
      taken.add(value);
    }

    assertThat(taken).containsExactly("tea", "milk", "sugar");
  }

  private static void fill(BlockingQueue<String> queue, Receiver<String> values) {
    try {
      PlainEnds.fill(queue, LAST, values);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
