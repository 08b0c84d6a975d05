package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KafkaSendsTest {
  private static final String TOPIC = "tea";

  private static KafkaBroker broker;
  private static Producer<String, String> producer;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    broker = new KafkaBroker(folder);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.address(), "linger.ms", 0),
            new StringSerializer(),
            new StringSerializer());
  }

  @AfterAll
  static void close() {
    producer.close();
    broker.close();
  }

  private static ProducerRecord<String, String> record(String value) {
    return new ProducerRecord<>(TOPIC, value);
  }

  @Test
  void acknowledgedRecordsFromManyThreadsHaveEachItsOffset() throws Exception {
    List<Waiting<Long>> sending = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String value = "tea " + i;
      sending.add(Waiting.start(() -> KafkaSends.send(producer, record(value)).offset()));
    }

    Set<Long> offsets = new HashSet<>();
    for (Waiting<Long> each : sending) {
      offsets.add(each.get());
    }

    assertThat(offsets).hasSize(1_000);
  }

  /** Pitfall 37: whoever is woken by a callback and then blocks does not block the producer. */
  @Test
  void networkThreadDoesNotWaitForWhoeverItWakes() throws Exception {
    var release = new CountDownLatch(1);
    Set<Thread> woken = ConcurrentHashMap.newKeySet();
    List<Waiting<Thread>> stuck = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      stuck.add(
          Waiting.start(() -> {
            KafkaSends.send(producer, record("stuck"));
            woken.add(Thread.currentThread());
            release.await();
            return Thread.currentThread();
          }));
    }

    for (int i = 0; i < 50; i++) {
      KafkaSends.send(producer, record("free"));
    }

    release.countDown();
    for (Waiting<Thread> each : stuck) {
      assertThat(each.get().isVirtual()).isTrue();
    }
    assertThat(woken).hasSize(50);
  }

  @Test
  void failureIsThrownAsItself() {
    String tooLarge = "x".repeat(2_000_000);

    assertThatThrownBy(() -> KafkaSends.send(producer, record(tooLarge)))
        .isInstanceOf(RecordTooLargeException.class);
  }

  @Test
  void interruptLeavesTheRecordOnItsWay() throws Exception {
    try (var slow =
        new MockProducer<>(false, null, new StringSerializer(), new StringSerializer())) {
      var waiting = Waiting.start(() -> KafkaSends.send(slow, record("tea"))).untilParked();

      waiting.interrupt();

      assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
      assertThat(slow.completeNext()).isTrue();
      assertThat(slow.history()).hasSize(1);
    }
  }
}
