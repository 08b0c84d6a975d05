package dev.towpath.samples.callbacks;

import dev.towpath.jdk.CallbackBridge;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Kafka's producer: a callback on its one network thread, which must never wait. */
public final class KafkaSends {
  private KafkaSends() {}

  /**
   * Sends a record and waits until it is acknowledged. Many virtual threads that do so fill the
   * producer's batches together. An interrupt leaves the record on its way: a producer cannot take
   * one back.
   */
  // @start region="await"
  public static <K, V> RecordMetadata send(Producer<K, V> producer, ProducerRecord<K, V> record)
      throws InterruptedException {
    return CallbackBridge.await(callback ->
        producer.send( // on our thread, because this may wait too: for metadata, for room
            record,
            (metadata, failure) -> {
              if (failure == null) {
                callback.success(metadata);
              } else {
                callback.failure(failure);
              }
            }));
  }
  // @end
}
