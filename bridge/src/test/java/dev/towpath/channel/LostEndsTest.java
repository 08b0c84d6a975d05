package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The switch that reports threads whose other end nobody holds. */
@Timeout(60)
class LostEndsTest {
  private final Logger logger = Logger.getLogger("dev.towpath");
  private final Reports reports = new Reports();
  private final List<Running<?>> waiting = new ArrayList<>();

  @BeforeEach
  void switchOn() {
    LostEnds.on = true;
    logger.addHandler(reports);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void switchOff() {
    LostEnds.on = false;
    logger.removeHandler(reports);
    logger.setUseParentHandlers(true);
    waiting.forEach(Running::interrupt);
  }

  private static Channel<Integer> channel(String name) {
    return Channel.<Integer>builder().name(name).capacity(1).build();
  }

  /** Has a thread receive from a channel, and returns the other end of that. */
  private Sender<Integer> received(String name) throws InterruptedException {
    Channel<Integer> channel = channel(name);
    receiving(channel.receiver());
    return channel.sender();
  }

  private void receiving(Receiver<Integer> receiver) throws InterruptedException {
    waiting.add(awaitParked(Running.start(() -> receiver.receive())));
  }

  /** Returns the report on a channel, once there is one. */
  private LogRecord awaitReportOn(String name) throws InterruptedException {
    Optional<LogRecord> report = reports.on(name);
    while (report.isEmpty()) {
      System.gc();
      if (Thread.interrupted()) {
        throw new InterruptedException("gave up waiting for a report on " + name);
      }
      report = reports.on(name);
    }
    return report.get();
  }

  /** Returns once the collector has found another that is lost. */
  private void collectAnother() throws InterruptedException {
    received("another");
    awaitReportOn("another");
  }

  @Test
  void aReaderOfWhichTheSenderWasForgottenIsReportedWithBothPlaces() throws Exception {
    received("forgotten");

    LogRecord report = awaitReportOn("forgotten");

    assertThat(report.getMessage())
        .startsWith("thread '")
        .contains(
            "waits for ever: receive from 'forgotten' (0/1); nobody holds the other end any more,"
                + " the sender of 'forgotten'. It waits here:")
        .contains("dev.towpath.channel.Receiver.receive(");
    assertThat(report.getThrown())
        .hasMessage("'forgotten' was made here")
        .satisfies(made ->
            assertThat(made.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(LostEndsTest.class.getName())));
  }

  @Test
  void aSenderOfWhichTheReaderLeftWithoutACloseIsReported() throws Exception {
    sendTwice(channel("left").sender());

    LogRecord report = awaitReportOn("left");

    assertThat(report.getMessage())
        .contains("send to 'left' (1/1); nobody holds the other end any more, the receiver of");
  }

  private void sendTwice(Sender<Integer> sender) throws InterruptedException {
    waiting.add(
        awaitParked(
            Running.start(() -> {
              sender.send(1);
              sender.send(2);
              return null;
            })));
  }

  @Test
  void whoBeginsToWaitLaterIsReportedToo() throws Exception {
    Channel<Integer> lost = channel("late");
    Receiver<Integer> receiver = lost.receiver();
    lost = null;
    collectAnother();
    collectAnother();

    receiving(receiver);

    assertThat(awaitReportOn("late").getMessage()).contains("receive from 'late' (0/1)");
  }

  @Test
  void aSelectIsReportedOnceAllItsCasesAreLost() throws Exception {
    Channel<Integer> held = channel("held");
    Sender<Integer> sender = selected(held);
    collectAnother();
    boolean before = reports.on("held").isPresent();
    Reference.reachabilityFence(sender);
    Reference.reachabilityFence(held);
    sender = null;
    held = null;

    LogRecord report = awaitReportOn("held");

    assertThat(before).isFalse();
    assertThat(report.getMessage())
        .contains("waits for ever: select of ")
        .contains("the sender of 'held'")
        .contains("the sender of 'beside'");
  }

  private Sender<Integer> selected(Channel<Integer> held) throws InterruptedException {
    Select<Integer> select =
        Select.of(
            Select.receive(held.receiver(), value -> value),
            Select.receive(channel("beside").receiver(), value -> value),
            Select.receive(Channel.<Integer>never().receiver(), value -> value));
    waiting.add(awaitParked(Running.start(() -> select.await())));
    return held.sender();
  }

  @Test
  void whileSomebodyHoldsTheOtherEndNothingIsReported() throws Exception {
    Sender<Integer> sender = received("held");

    collectAnother();

    assertThat(reports.on("held")).isEmpty();
    sender.send(1);
    assertThat(waiting.get(0).get()).isEqualTo(1);
  }

  @Test
  void aTimedWaitIsNotReported() throws Exception {
    Receiver<Integer> receiver = channel("timed").receiver();
    waiting.add(awaitParked(Running.start(() -> receiver.receive(Duration.ofHours(1)))));

    collectAnother();

    assertThat(reports.on("timed")).isEmpty();
  }

  @Test
  void switchedOffNothingIsWatched() throws Exception {
    LostEnds.on = false;
    received("unwatched");
    LostEnds.on = true;

    collectAnother();

    assertThat(reports.on("unwatched")).isEmpty();
  }

  private static final class Reports extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    Optional<LogRecord> on(String name) {
      return records.stream()
          .filter(report -> report.getMessage().contains("'" + name + "'"))
          .findFirst();
    }

    @Override
    public void publish(LogRecord report) {
      records.add(report);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
