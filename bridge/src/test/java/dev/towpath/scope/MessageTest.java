package dev.towpath.scope;

import static dev.towpath.channel.Select.receive;
import static dev.towpath.channel.Select.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Select;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which send met which receive, as a recording has it. */
@Timeout(60)
class MessageTest {
  private static final String EVENT = "dev.towpath.Message";

  @TempDir Path folder;

  private final Channel<String> orders =
      Channel.<String>builder().name("orders").capacity(8).build();

  private interface Action {
    void run() throws Exception;
  }

  private List<RecordedEvent> recorded(boolean on, Action action) throws Exception {
    Path file = folder.resolve("messages.jfr");
    try (Recording recording = new Recording()) {
      if (on) {
        recording.enable(EVENT);
      }
      recording.start();
      action.run();
      recording.stop();
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file).stream()
        .filter(each -> each.getEventType().getName().equals(EVENT))
        .toList();
  }

  private static List<String> sides(List<RecordedEvent> events) {
    return events.stream()
        .map(event ->
            (event.getBoolean("sent") ? "sent " : "received ")
                + event.getString("channel")
                + " "
                + event.getString("type"))
        .toList();
  }

  private static List<Integer> identities(List<RecordedEvent> events, boolean sent) {
    return events.stream()
        .filter(event -> event.getBoolean("sent") == sent)
        .map(event -> event.getInt("identity"))
        .toList();
  }

  @Test
  void nothingIsRecordedUnlessAskedFor() throws Exception {
    List<RecordedEvent> events =
        recorded(
            false,
            () -> {
              orders.sender().send("tea");
              orders.receiver().receive();
            });

    assertThat(events).isEmpty();
  }

  @Test
  void aSendAndItsReceiveHaveTheSameIdentityAndChannel() throws Exception {
    List<RecordedEvent> events =
        recorded(
            true,
            () -> {
              orders.sender().send("tea");
              orders.sender().send("milk");
              orders.receiver().receive();
              orders.receiver().receive();
            });

    assertThat(sides(events))
        .containsExactly(
            "sent orders java.lang.String",
            "sent orders java.lang.String",
            "received orders java.lang.String",
            "received orders java.lang.String");
    assertThat(identities(events, false))
        .isEqualTo(identities(events, true))
        .doesNotHaveDuplicates();
    assertThat(events)
        .extracting(event -> event.getLong("channelId"))
        .containsOnly(events.get(0).getLong("channelId"));
    assertThat(events).allSatisfy(event -> assertThat(event.getStackTrace()).isNull());
  }

  @Test
  void theThreadsAreThoseThatSentAndReceived() throws Exception {
    List<RecordedEvent> events =
        recorded(
            true,
            () -> {
              Thread reader =
                  Thread.ofVirtual()
                      .name("reader")
                      .start(() -> orders.receiver().forEach(order -> {}));
              while (reader.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
              }
              orders.sender().send("tea");
              orders.sender().close();
              reader.join();
            });

    assertThat(events)
        .extracting(event -> event.getBoolean("sent") + " " + event.getThread().getJavaName())
        .containsExactlyInAnyOrder("true " + Thread.currentThread().getName(), "false reader");
  }

  @Test
  void everyWayToMoveAValueIsRecorded() throws Exception {
    List<RecordedEvent> events =
        recorded(
            true,
            () -> {
              orders.sender().trySend("one");
              orders.sender().send("two", Duration.ZERO);
              Select.of(send(orders.sender(), "three", () -> "sent")).await();
              orders.sender().trySend("four");
              orders.sender().trySend("five");
              orders.receiver().tryReceive();
              orders.receiver().receive(Duration.ZERO);
              Select.of(receive(orders.receiver(), order -> order)).poll();
              orders.receiver().drainTo(new ArrayList<>(), 2);
            });

    assertThat(identities(events, true)).hasSize(5);
    assertThat(identities(events, false)).isEqualTo(identities(events, true));
  }

  @Test
  void whatMovesNoValueIsNotRecorded() throws Exception {
    Channel<String> full = Channel.rendezvous();

    List<RecordedEvent> events =
        recorded(
            true,
            () -> {
              full.sender().trySend("nobody takes it");
              full.receiver().tryReceive();
              full.receiver().receive(Duration.ofMillis(1));
              full.receiver().drainTo(new ArrayList<>(), 1);
              full.sender().close();
              full.sender().trySend("closed");
              full.receiver().tryReceive();
            });

    assertThat(events).isEmpty();
  }
}
