package dev.towpath.scope;

import dev.towpath.channel.watch.End;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a {@link Snapshot} has seen. */
record Lines(
    List<OfScope> scopes,
    List<OfExecutor> executors,
    List<OfThread> threads,
    List<OfChannel> channels) {

  /**
   * A wait of a thread.
   *
   * @param what for what, with the names of the channels
   * @param since how long it has waited
   */
  record Waiting(String what, Duration since) {}

  /** A task; the number of its thread is 0 if it has none yet. */
  record OfTask(String name, long thread, boolean background, @Nullable Waiting waits) {}

  /** A scope, {@code depth} of others around it. */
  record OfScope(
      String name,
      @Nullable String parent,
      String owner,
      long ownerThread,
      @Nullable Waiting ownerWaits,
      Roster.State state,
      List<OfTask> tasks,
      int depth) {}

  /** An executor with the threads that run its tasks. */
  record OfExecutor(
      String name, BoundedExecutor.Counts counts, boolean shut, List<OfThread> threads) {}

  /** A thread that waits outside all scopes, or runs a task of an executor. */
  record OfThread(String name, long thread, @Nullable Waiting waits) {}

  /** A channel that somebody waits on. */
  record OfChannel(End end, int sendersWaiting, int receiversWaiting) {}

  /** Returns it as indented text. */
  String toText() {
    StringBuilder text = new StringBuilder();
    for (OfScope scope : scopes) {
      append(text, scope);
    }
    for (OfExecutor executor : executors) {
      append(text, executor);
    }
    for (OfThread thread : threads) {
      text.append("thread '").append(thread.name).append('\'');
      append(text, thread.waits, " waits: ").append('\n');
    }
    for (OfChannel channel : channels) {
      append(text, channel);
    }
    return text.toString();
  }

  private static void append(StringBuilder text, OfScope scope) {
    String indent = "  ".repeat(scope.depth);
    text.append(indent).append("scope '").append(scope.name).append("' of thread '");
    text.append(scope.owner).append("': ").append(scope.tasks.size()).append(" running, ");
    text.append(scope.state.waiting()).append(" waiting for a place, ");
    text.append(scope.state.failures()).append(" failed");
    text.append(scope.state.cancelled() ? ", cancelled" : "");
    append(text, scope.ownerWaits, "; its owner waits: ").append('\n');
    for (OfTask task : scope.tasks) {
      text.append(indent).append("  task '").append(task.name).append('\'');
      text.append(task.background ? " in the background" : "");
      append(text, task.waits, " waits: ").append('\n');
    }
  }

  private static void append(StringBuilder text, OfExecutor executor) {
    BoundedExecutor.Counts counts = executor.counts;
    text.append("executor '").append(executor.name).append("': ").append(counts.running());
    text.append(" running, ").append(counts.waiting()).append(" waiting, ");
    text.append(counts.submitting()).append(" waiting for room, ");
    text.append(counts.completed()).append(" completed, ").append(counts.rejected());
    text.append(" rejected, ").append(counts.discarded()).append(" discarded");
    if (!counts.oldestWait().isZero()) {
      text.append("; the oldest waits since ").append(counts.oldestWait());
    }
    text.append(executor.shut ? "; shut down\n" : "\n");
    for (OfThread thread : executor.threads) {
      text.append("  thread '").append(thread.name).append('\'');
      append(text, thread.waits, " waits: ").append('\n');
    }
  }

  private static void append(StringBuilder text, OfChannel channel) {
    End end = channel.end;
    text.append("channel '").append(end.channel()).append("' (").append(end.size()).append('/');
    text.append(end.capacity()).append("): ").append(end.sent()).append(" sent, ");
    text.append(end.received()).append(" received, ").append(end.undelivered());
    text.append(" undelivered; waiting: ").append(channel.sendersWaiting).append(" to send, ");
    text.append(channel.receiversWaiting).append(" to receive\n");
  }

  private static StringBuilder append(StringBuilder text, @Nullable Waiting waiting, String words) {
    return waiting == null
        ? text
        : text.append(words).append(waiting.what).append(", since ").append(waiting.since);
  }
}
