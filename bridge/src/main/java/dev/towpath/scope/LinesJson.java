package dev.towpath.scope;

import dev.towpath.channel.watch.End;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes {@link Lines} as JSON. */
final class LinesJson {
  private LinesJson() {}

  static String of(Lines lines) {
    Json json = new Json().open('{').key("scopes").open('[');
    lines.scopes().forEach(scope -> write(json, scope));
    json.close(']').key("executors").open('[');
    lines.executors().forEach(executor -> write(json, executor));
    json.close(']').key("threads").open('[');
    lines.threads().forEach(thread -> write(json, thread));
    json.close(']').key("channels").open('[');
    lines.channels().forEach(channel -> write(json, channel));
    return json.close(']').close('}').toString();
  }

  /** What is known of each thread, by its number: objects to stand in a thread dump. */
  static Map<Long, String> byThread(Lines lines) {
    Map<Long, String> known = new LinkedHashMap<>();
    for (Lines.OfThread thread : lines.threads()) {
      known.put(thread.thread(), waits(new Json().open('{'), thread.waits()).close('}').toString());
    }
    for (Lines.OfExecutor executor : lines.executors()) {
      for (Lines.OfThread thread : executor.threads()) {
        Json json = new Json().open('{').text("executor", executor.name());
        known.put(thread.thread(), waits(json, thread.waits()).close('}').toString());
      }
    }
    for (Lines.OfScope scope : lines.scopes()) {
      for (Lines.OfTask task : scope.tasks()) {
        Json json = new Json().open('{').text("scope", scope.name()).text("task", task.name());
        known.put(task.thread(), waits(json, task.waits()).close('}').toString());
      }
    }
    for (Lines.OfScope scope : lines.scopes()) {
      Json json = new Json().open('{').text("owns", scope.name());
      known.putIfAbsent(scope.ownerThread(), waits(json, scope.ownerWaits()).close('}').toString());
    }
    return known;
  }

  private static void write(Json json, Lines.OfScope scope) {
    json.open('{').text("name", scope.name()).text("parent", scope.parent());
    json.text("owner", scope.owner()).number("waiting", scope.state().waiting());
    json.number("failures", scope.state().failures());
    json.bool("cancelled", scope.state().cancelled());
    waits(json, scope.ownerWaits()).key("tasks").open('[');
    for (Lines.OfTask task : scope.tasks()) {
      json.open('{').text("name", task.name()).bool("background", task.background());
      waits(json, task.waits()).close('}');
    }
    json.close(']').close('}');
  }

  private static void write(Json json, Lines.OfExecutor executor) {
    BoundedExecutor.Counts counts = executor.counts();
    json.open('{').text("name", executor.name()).number("running", counts.running());
    json.number("waiting", counts.waiting()).number("submitting", counts.submitting());
    json.number("completed", counts.completed()).number("rejected", counts.rejected());
    json.number("discarded", counts.discarded());
    json.number("oldestWaitNanos", counts.oldestWait().toNanos());
    json.bool("shutdown", executor.shut()).key("threads").open('[');
    executor.threads().forEach(thread -> write(json, thread));
    json.close(']').close('}');
  }

  private static void write(Json json, Lines.OfThread thread) {
    waits(json.open('{').text("name", thread.name()), thread.waits()).close('}');
  }

  private static void write(Json json, Lines.OfChannel channel) {
    End end = channel.end();
    json.open('{').text("name", end.channel()).number("size", end.size());
    json.number("capacity", end.capacity()).number("sent", end.sent());
    json.number("received", end.received()).number("undelivered", end.undelivered());
    json.number("sendersWaiting", channel.sendersWaiting());
    json.number("receiversWaiting", channel.receiversWaiting()).close('}');
  }

  private static Json waits(Json json, Lines.@Nullable Waiting waiting) {
    return waiting == null
        ? json
        : json.key("waits")
            .open('{')
            .text("what", waiting.what())
            .number("nanos", waiting.since().toNanos())
            .close('}');
  }
}
