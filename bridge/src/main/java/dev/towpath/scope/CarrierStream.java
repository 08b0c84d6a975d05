package dev.towpath.scope;

import dev.towpath.scope.CarrierWatch.Kind;
import dev.towpath.scope.CarrierWatch.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * The recording behind a {@link CarrierWatch}. Loaded only where there is a flight recorder. All
 * but start and close happens on the thread of the stream.
 */
final class CarrierStream {
  private static final String PINNED = "jdk.VirtualThreadPinned";
  private static final String READY = "dev.towpath.Ready";
  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final Duration PERIOD = Duration.ofMillis(10);

  /** Without a sample for so long a thread has paused: the sampler itself may be late a little. */
  private static final Duration PAUSE = PERIOD.multipliedBy(5);

  /** A thread that was seen computing, from its first sample after a pause to its last. */
  private static final class Run {
    final Instant first;
    Instant last;
    boolean told;

    Run(Instant first) {
      this.first = first;
      this.last = first;
    }
  }

  private final RecordingStream stream = new RecordingStream();
  private final Duration limit;
  private final Consumer<? super Trouble> onTrouble;
  private final Map<Long, Run> runs = new HashMap<>();
  private volatile boolean closed;

  private CarrierStream(Duration limit, Consumer<? super Trouble> onTrouble) {
    this.limit = limit;
    this.onTrouble = onTrouble;
  }

  static CarrierStream start(Duration limit, Consumer<? super Trouble> onTrouble) {
    CarrierStream watch = new CarrierStream(limit, onTrouble);
    watch.stream.enable(PINNED).withThreshold(limit).withStackTrace();
    watch.stream.enable(READY).withThreshold(limit);
    watch.stream.enable(SAMPLE).withPeriod(PERIOD).withStackTrace();
    watch.stream.onEvent(PINNED, event -> watch.lasted(Kind.PINNED, event));
    watch.stream.onEvent(READY, event -> watch.lasted(Kind.NOT_MOUNTED, event));
    watch.stream.onEvent(SAMPLE, watch::computes);
    watch.stream.onFlush(watch::forget);
    watch.stream.startAsync();
    return watch;
  }

  void close() {
    closed = true;
    stream.close();
  }

  private void lasted(Kind kind, RecordedEvent event) {
    RecordedThread thread = event.getThread();
    if (thread != null && thread.isVirtual()) {
      tell(new Trouble(kind, name(thread), event.getDuration(), frames(event.getStackTrace())));
    }
  }

  private void computes(RecordedEvent sample) {
    RecordedThread thread = sample.getThread("sampledThread");
    if (thread == null || !thread.isVirtual()) {
      return;
    }
    Instant now = sample.getStartTime();
    Run run = runs.get(thread.getId());
    if (run == null || Duration.between(run.last, now).compareTo(PAUSE) > 0) {
      run = new Run(now);
      runs.put(thread.getId(), run);
    }
    run.last = now;
    Duration lasting = Duration.between(run.first, now);
    if (!run.told && lasting.compareTo(limit) >= 0 && lasting.compareTo(PAUSE) >= 0) {
      run.told = true;
      tell(new Trouble(Kind.HOG, name(thread), lasting, frames(sample.getStackTrace())));
    }
  }

  /** Forgets who has paused. Events come in order up to a flush. */
  private void forget() {
    Instant latest =
        runs.values().stream().map(run -> run.last).max(Instant::compareTo).orElse(Instant.EPOCH);
    runs.values().removeIf(run -> Duration.between(run.last, latest).compareTo(PAUSE) > 0);
  }

  private void tell(Trouble trouble) {
    if (closed) {
      return;
    }
    try {
      onTrouble.accept(trouble);
    } catch (Throwable t) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, t);
    }
  }

  private static String name(RecordedThread thread) {
    String name = thread.getJavaName();
    return name == null || name.isEmpty() ? "#" + thread.getJavaThreadId() : name;
  }

  private static List<String> frames(@Nullable RecordedStackTrace stack) {
    return stack == null ? List.of() : stack.getFrames().stream().map(CarrierStream::text).toList();
  }

  private static String text(RecordedFrame frame) {
    return frame.getMethod().getType().getName()
        + "."
        + frame.getMethod().getName()
        + ":"
        + frame.getLineNumber();
  }
}
