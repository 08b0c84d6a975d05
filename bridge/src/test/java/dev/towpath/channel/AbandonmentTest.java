package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** C15: a bridge's receiver that was dropped is found and closed. */
@Timeout(60)
class AbandonmentTest {
  private final Logger logger = Logger.getLogger("dev.towpath"); // held: loggers are weak
  private final Reports reports = new Reports();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    logger.addHandler(reports);
    logger.setUseParentHandlers(false);
  }

  @AfterEach
  void listenNoMore() {
    logger.removeHandler(reports);
    logger.setUseParentHandlers(true);
  }

  @Test
  void droppedReceiverIsClosedAndReported() throws InterruptedException {
    Sender<Integer> sender = watched("dropped").sender();
    sender.send(1);

    collectUntil(stopped);

    assertThat(undelivered).containsExactly(1);
    assertThat(sender.trySend(2)).isEqualTo(TrySend.CLOSED);
    LogRecord report = reports.about("dropped");
    assertThat(report.getLevel()).isEqualTo(Level.WARNING);
    assertThat(report.getMessage()).startsWith("C15: the receiver of 'dropped' was dropped");
    assertThat(report.getThrown()).isNull();
  }

  @Test
  void reportTellsWhereTheChannelWasMadeWhenAskedTo() throws InterruptedException {
    System.setProperty("dev.towpath.traceAbandoned", "true");
    Sender<Integer> sender;
    try {
      sender = watched("traced").sender();
    } finally {
      System.clearProperty("dev.towpath.traceAbandoned");
    }

    collectUntil(stopped);

    assertThat(reports.about("traced").getThrown())
        .hasMessage("'traced' was created here")
        .satisfies(trace ->
            assertThat(trace.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(getClass().getName())));
    Reference.reachabilityFence(sender);
  }

  @Test
  void receiverOfWhatHasEndedMayBeDropped() throws InterruptedException {
    Sender<Integer> ended = watched("ended").sender();
    ended.send(1);
    ended.close();
    AtomicReference<Receiver<Integer>> closed = new AtomicReference<>(watched("closed").receiver());
    closed.getAndSet(null).close();
    Sender<Integer> last = watchedBy(new CountDownLatch(1), "last").sender();

    while (undelivered.isEmpty() || reports.about("last") == null) {
      System.gc();
      if (Thread.interrupted()) {
        throw new InterruptedException("gave up waiting for the cleaner");
      }
    }

    assertThat(undelivered).containsExactly(1);
    assertThat(reports.about("ended")).isNull();
    assertThat(reports.about("closed")).isNull();
    Reference.reachabilityFence(last);
  }

  @Test
  void receiverThatSomebodyWaitsOnIsNotDropped() throws Exception {
    AtomicReference<Sender<Integer>> sender = new AtomicReference<>();
    var receiving =
        awaitParked(
            Running.start(() -> {
              Channel<Integer> channel = watched("in use");
              sender.set(channel.sender());
              return channel.receiver().receive();
            }));

    collectAnother();
    TrySend answer = sender.get().trySend(1);

    assertThat(answer).isEqualTo(TrySend.SENT);
    assertThat(receiving.get()).isEqualTo(1);
  }

  @Test
  void receiverThatASelectWaitsOnIsNotDropped() throws Exception {
    AtomicReference<Sender<Integer>> sender = new AtomicReference<>();
    var selecting =
        awaitParked(
            Running.start(() -> {
              Channel<Integer> channel = watched("in use");
              sender.set(channel.sender());
              return Select.of(Select.receive(channel.receiver(), v -> v)).await();
            }));

    collectAnother();
    TrySend answer = sender.get().trySend(1);

    assertThat(answer).isEqualTo(TrySend.SENT);
    assertThat(selecting.get()).isEqualTo(1);
  }

  @Test
  void iteratorAloneHoldsTheReceiver() throws InterruptedException {
    Sender<Integer> sender;
    Iterator<Integer> values;
    {
      Channel<Integer> channel = watched("iterated");
      sender = channel.sender();
      values = channel.receiver().iterator();
    }

    collectAnother();
    sender.send(1);

    assertThat(values.next()).isEqualTo(1);
  }

  private Channel<Integer> watched(String name) {
    return watchedBy(stopped, name);
  }

  private Channel<Integer> watchedBy(CountDownLatch stopped, String name) {
    return Channel.<Integer>builder()
        .name(name)
        .capacity(name.startsWith("in use") ? 0 : 1)
        .onUndelivered(undelivered::add)
        .onStop(stopped::countDown)
        .closeWhenAbandoned()
        .build();
  }

  /** Returns once the collector has found a receiver that was dropped after all others here. */
  private void collectAnother() throws InterruptedException {
    CountDownLatch found = new CountDownLatch(1);
    Sender<Integer> other = watchedBy(found, "another").sender();
    collectUntil(found);
    Reference.reachabilityFence(other);
  }

  private static void collectUntil(CountDownLatch latch) throws InterruptedException {
    do {
      System.gc();
    } while (!latch.await(1, TimeUnit.MILLISECONDS));
  }

  private static final class Reports extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** Returns the report about a channel, null if there is none. */
    LogRecord about(String name) {
      return records.stream()
          .filter(report -> report.getMessage().contains("'" + name + "'"))
          .findFirst()
          .orElse(null);
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
