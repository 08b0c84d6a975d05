package dev.towpath.timeline;

import dev.towpath.timeline.Timeline.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** The events of a recording that a timeline is made from, by thread. */
final class Events {
  /** What a thread of the program did. Times are nanoseconds since the epoch of the recording. */
  static final class OfThread {
    final String name;
    long began = Long.MIN_VALUE; // not recorded
    long ended = Long.MAX_VALUE;
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    boolean ours; // has an event of Towpath
    String scope = "";
    final List<Timeline.Bar> waits = new ArrayList<>();

    private OfThread(String name) {
      this.name = name;
    }

    private void seen(long from, long to) {
      first = Math.min(first, from);
      last = Math.max(last, to);
    }
  }

  record Message(
      OfThread thread,
      long from,
      long to,
      boolean sent,
      long channel,
      int identity,
      String over,
      String type) {}

  record Task(OfThread thread, long from, String scope, String name) {}

  record Mark(OfThread thread, long at, String what) {}

  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "jdk.ThreadSleep", "asleep",
          "jdk.ThreadPark", "parked",
          "jdk.JavaMonitorEnter", "at a monitor",
          "jdk.JavaMonitorWait", "in Object.wait",
          "jdk.SocketRead", "reading a socket",
          "jdk.SocketWrite", "writing to a socket",
          "jdk.FileRead", "reading a file",
          "jdk.FileWrite", "writing to a file");

  final Map<Long, OfThread> threads = new HashMap<>();
  final List<Message> messages = new ArrayList<>();
  final List<Task> forks = new ArrayList<>();
  final List<Task> tasks = new ArrayList<>();
  final List<Mark> marks = new ArrayList<>();
  private Instant epoch = Instant.EPOCH;

  private Events() {}

  /**
   * Reads them.
   *
   * @throws IOException if it cannot be read, or is no recording
   */
  static Events of(Path recording) throws IOException {
    Events events = new Events();
    try (RecordingFile file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        events.add(file.readEvent());
      }
    }
    return events;
  }

  private void add(RecordedEvent event) {
    RecordedThread recorded = threadOf(event);
    if (recorded == null) {
      return;
    }
    if (epoch.equals(Instant.EPOCH)) {
      epoch = event.getStartTime();
    }
    OfThread thread =
        threads.computeIfAbsent(recorded.getId(), id -> new OfThread(nameOf(recorded)));
    String type = event.getEventType().getName();
    long from = nanos(event.getStartTime());
    long to = nanos(event.getEndTime());
    if (type.startsWith("dev.towpath.")) {
      thread.ours = true;
      thread.seen(from, to);
      addOurs(event, type.substring("dev.towpath.".length()), thread, from, to);
    } else if (ELSEWHERE.containsKey(type)) {
      thread.seen(from, to);
      thread.waits.add(new Timeline.Bar(from, to, Place.ELSEWHERE, ELSEWHERE.get(type)));
    } else if (type.equals("jdk.VirtualThreadPinned")) {
      marks.add(new Mark(thread, from, "pinned its carrier for " + Nanos.text(to - from)));
    } else if (type.endsWith("ThreadStart")) {
      thread.began = from;
    } else if (type.endsWith("ThreadEnd")) {
      thread.ended = to;
    }
  }

  private void addOurs(RecordedEvent event, String type, OfThread thread, long from, long to) {
    switch (type) {
      case "Wait" -> waited(thread, from, to, event.getString("what"));
      case "Join" -> waited(thread, from, to, "join of '" + event.getString("scope") + "'");
      case "Ready" ->
          thread.waits.add(
              new Timeline.Bar(from, to, Place.READY, "after " + event.getString("after")));
      case "Task" -> {
        thread.scope = event.getString("scope");
        tasks.add(new Task(thread, from, event.getString("scope"), event.getString("task")));
      }
      case "Fork" ->
          forks.add(new Task(thread, from, event.getString("scope"), event.getString("task")));
      case "Message" ->
          messages.add(
              new Message(
                  thread,
                  from,
                  to,
                  event.getBoolean("sent"),
                  event.getLong("channelId"),
                  event.getInt("identity"),
                  event.getString("channel"),
                  event.getString("type")));
      default -> marks.add(new Mark(thread, from, markOf(event, type)));
    }
  }

  private static void waited(OfThread thread, long from, long to, String what) {
    thread.waits.add(new Timeline.Bar(from, to, Place.TOWPATH, what));
  }

  private static String markOf(RecordedEvent event, String type) {
    return switch (type) {
      case "Cancel" -> "cancel of '" + event.getString("scope") + "'" + because(event);
      case "Straggler" -> "straggler: '" + event.getString("task") + "' runs on after its cancel";
      case "Rejection" ->
          "rejection by '" + event.getString("executor") + "': " + event.getString("reason");
      case "Overflow" ->
          "overflow of '" + event.getString("channel") + "': " + event.getString("policy");
      case "Late" -> "late: " + event.getString("type");
      default -> type;
    };
  }

  private static String because(RecordedEvent event) {
    String reason = event.getString("reason");
    return reason == null ? "" : " by " + reason;
  }

  private static RecordedThread threadOf(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    boolean started = thread == null && event.hasField("thread");
    return started ? event.getThread("thread") : thread;
  }

  private static String nameOf(RecordedThread thread) {
    String name = thread.getJavaName() == null ? thread.getOSName() : thread.getJavaName();
    return name == null || name.isEmpty() ? "thread " + thread.getJavaThreadId() : name;
  }

  private long nanos(Instant time) {
    return Duration.between(epoch, time).toNanos();
  }
}
