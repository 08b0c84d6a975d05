package dev.towpath.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.ChannelClosedException;
import dev.towpath.channel.Producer;
import io.vertx.core.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** C15: a published stream that nobody can read on is found, and its producer stopped. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AbandonedStreamTest {
  @RegisterExtension final OnVertx on = new OnVertx();

  private final Logger logger = Logger.getLogger("dev.towpath"); // held: loggers are weak
  private final Reports reports = new Reports();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final List<Integer> handled = new CopyOnWriteArrayList<>();
  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();

  private final Producer<Integer> endless =
      out -> {
        try {
          for (int i = 0; ; i++) {
            out.send(i);
          }
        } catch (InterruptedException | ChannelClosedException e) {
          stopped.countDown();
          throw e;
        }
      };

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

  private BridgeOptions<Integer> named(String name) {
    return BridgeOptions.<Integer>defaults().name(name).onUndelivered(undelivered::add);
  }

  @Test
  @DisplayName("C15: dropped while paused, its producer is stopped and that is reported")
  void droppedWhilePaused() throws Exception {
    VertxBridge.publish(on.eventLoop(), endless, named("paused")).handler(handled::add).pause();

    collectUntil(stopped);

    LogRecord report = reports.about("published stream paused");
    assertThat(report.getLevel()).isEqualTo(Level.WARNING);
    assertThat(report.getMessage()).startsWith("C15: ");
    assertThat(report.getThrown()).isNull();
  }

  @Test
  @DisplayName("C15: dropped with less demand than there are values, it is stopped after these")
  void droppedWithoutDemand() throws Exception {
    VertxBridge.publish(on.eventLoop(), endless, named("fetched"))
        .pause()
        .fetch(3)
        .handler(handled::add);

    collectUntil(stopped);

    assertThat(handled).containsExactly(0, 1, 2);
    assertThat(reports.about("fetched")).isNotNull();
  }

  @Test
  @DisplayName("C15: dropped without a handler, which it once had")
  void droppedWithoutHandler() throws Exception {
    VertxBridge.publish(on.eventLoop(), endless, named("deaf")).handler(handled::add).handler(null);

    collectUntil(stopped);

    assertThat(reports.about("deaf")).isNotNull();
  }

  @Test
  @DisplayName("C15: the report has the trace of the start when that is asked for")
  void traced() throws Exception {
    System.setProperty("dev.towpath.traceAbandoned", "true");
    try {
      VertxBridge.publish(on.eventLoop(), endless, named("traced")).pause().handler(handled::add);
    } finally {
      System.clearProperty("dev.towpath.traceAbandoned");
    }

    collectUntil(stopped);

    assertThat(reports.about("traced").getThrown())
        .satisfies(trace ->
            assertThat(trace.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(getClass().getName())));
  }

  @Test
  @DisplayName("C15: what flows by itself needs nobody to hold it, and neither does what has ended")
  void flows() throws Exception {
    Context context = on.eventLoop();
    CompletableFuture<Void> begin = new CompletableFuture<>();
    CountDownLatch all = new CountDownLatch(1_000);
    CountDownLatch ended = new CountDownLatch(1);
    VertxBridge.<Integer>publish(
            context,
            out -> {
              begin.get();
              for (int i = 0; i < 1_000; i++) {
                out.send(i);
              }
            },
            named("flows"))
        .handler(value -> all.countDown());
    VertxBridge.<Integer>publish(context, out -> out.send(1), named("ended"))
        .endHandler(end -> ended.countDown())
        .handler(handled::add);
    ended.await();
    VertxBridge.publish(context, endless, named("last")).pause().handler(handled::add);

    collectUntil(stopped); // the last to be dropped
    begin.complete(null);
    all.await();

    assertThat(handled).containsExactly(1);
    assertThat(undelivered).isEmpty();
    assertThat(reports.about("flows")).isNull();
    assertThat(reports.about("ended")).isNull();
    assertThat(reports.about("last")).isNotNull();
  }

  private static void collectUntil(CountDownLatch latch) throws InterruptedException {
    do {
      System.gc();
    } while (!latch.await(1, TimeUnit.MILLISECONDS));
  }

  private static final class Reports extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    /** Returns the report about a stream, null if there is none. */
    LogRecord about(String name) {
      return records.stream()
          .filter(report -> report.getMessage().contains(name + "'"))
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
