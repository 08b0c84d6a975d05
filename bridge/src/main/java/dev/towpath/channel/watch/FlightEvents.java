package dev.towpath.channel.watch;

import java.util.function.Supplier;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.jspecify.annotations.Nullable;

/** The events themselves. Loaded only where there is a flight recorder. */
@SuppressWarnings("UnusedVariable") // the recorder reads the fields
final class FlightEvents {
  private FlightEvents() {}

  @Name("dev.towpath.Wait")
  @Label("Wait")
  @Description("A thread waited in a send, a receive, a select or an await")
  @Category("Towpath")
  @StackTrace(false)
  @Threshold("20 ms")
  private static final class Wait extends Event {
    @Label("For what")
    @Nullable String what;
  }

  @Name("dev.towpath.Join")
  @Label("Join")
  @Description("The owner of a scope joined its tasks")
  @Category("Towpath")
  @StackTrace(false)
  @Threshold("20 ms")
  private static final class Join extends Event {
    @Label("Scope")
    @Nullable String scope;
  }

  @Name("dev.towpath.Fork")
  @Label("Fork")
  @Category("Towpath")
  @StackTrace(false)
  private static final class Fork extends Event {
    @Label("Scope")
    @Nullable String scope;

    @Label("Task")
    @Nullable String task;
  }

  @Name("dev.towpath.Cancel")
  @Label("Cancel")
  @Description("A scope was cancelled, or closed while tasks of it ran")
  @Category("Towpath")
  @StackTrace(false)
  private static final class Cancel extends Event {
    @Label("Scope")
    @Nullable String scope;

    @Label("Class of the failure behind it")
    @Nullable String reason;
  }

  @Name("dev.towpath.Straggler")
  @Label("Straggler")
  @Description("A task that was cancelled runs on though its grace time is over")
  @Category("Towpath")
  @StackTrace(false)
  private static final class Straggler extends Event {
    @Label("Scope")
    @Nullable String scope;

    @Label("Task")
    @Nullable String task;
  }

  @Name("dev.towpath.Late")
  @Label("Late value or error")
  @Description("A value or error came over a bridge when nobody wanted it any more")
  @Category("Towpath")
  @StackTrace(false)
  private static final class Late extends Event {
    @Label("Bridge")
    @Nullable String bridge;

    @Label("Class of the value or error")
    @Nullable String type;
  }

  @Name("dev.towpath.Task")
  @Label("Task")
  @Description("A task of a scope or of an executor ran on this thread")
  @Category("Towpath")
  @StackTrace(false)
  @Threshold("20 ms")
  private static final class Task extends Event {
    @Label("Scope or executor")
    @Nullable String scope;

    @Label("Task")
    @Nullable String task;
  }

  @Name("dev.towpath.Ready")
  @Label("Ready")
  @Description("A thread could run and was not given a processor")
  @Category("Towpath")
  @StackTrace(false)
  @Threshold("20 ms")
  private static final class Ready extends Event {
    @Label("After")
    @Nullable String after;
  }

  @Name("dev.towpath.Rejection")
  @Label("Rejection")
  @Description("An executor did not take a task on, or discarded one")
  @Category("Towpath")
  @StackTrace(false)
  private static final class Rejection extends Event {
    @Label("Executor")
    @Nullable String executor;

    @Label("Why")
    @Nullable String reason;
  }

  @Name("dev.towpath.Overflow")
  @Label("Overflow")
  @Description("A full channel dropped a value or failed, as its overflow policy says")
  @Category("Towpath")
  @StackTrace(false)
  private static final class Overflow extends Event {
    @Label("Channel")
    @Nullable String channel;

    @Label("Capacity")
    int capacity;

    @Label("Policy")
    @Nullable String policy;

    @Label("Class of the value dropped or refused")
    @Nullable String type;
  }

  @Name("dev.towpath.Message")
  @Label("Message")
  @Description("A thread sent or received a value; the send and the receive have the same identity")
  @Category("Towpath")
  @StackTrace(false)
  @Enabled(false)
  private static final class Message extends Event {
    @Label("Sent rather than received")
    boolean sent;

    @Label("Channel")
    @Nullable String channel;

    @Label("Number of the channel")
    long channelId;

    @Label("Identity of the value")
    @Description("Its identity hash code; equal ones on one channel are received as they were sent")
    int identity;

    @Label("Class of the value")
    @Nullable String type;
  }

  static boolean recordsWaits() {
    return new Wait().isEnabled();
  }

  static Object beginWait() {
    Wait wait = new Wait();
    wait.begin();
    return wait;
  }

  static void endWait(Object begun, Supplier<String> what) {
    Wait wait = (Wait) begun;
    wait.end();
    if (wait.shouldCommit()) {
      wait.what = what.get();
      wait.commit();
    }
  }

  static @Nullable Object beginJoin() {
    Join join = new Join();
    if (!join.isEnabled()) {
      return null;
    }
    join.begin();
    return join;
  }

  static void endJoin(Object begun, String scope) {
    Join join = (Join) begun;
    join.end();
    if (join.shouldCommit()) {
      join.scope = scope;
      join.commit();
    }
  }

  static void forked(String scope, String task) {
    Fork fork = new Fork();
    if (fork.shouldCommit()) {
      fork.scope = scope;
      fork.task = task;
      fork.commit();
    }
  }

  static void cancelled(String scope, @Nullable Throwable reason) {
    Cancel cancel = new Cancel();
    if (cancel.shouldCommit()) {
      cancel.scope = scope;
      cancel.reason = reason == null ? null : reason.getClass().getName();
      cancel.commit();
    }
  }

  static void straggler(String scope, String task) {
    Straggler straggler = new Straggler();
    if (straggler.shouldCommit()) {
      straggler.scope = scope;
      straggler.task = task;
      straggler.commit();
    }
  }

  static void late(@Nullable String bridge, Object value) {
    Late late = new Late();
    if (late.shouldCommit()) {
      late.bridge = bridge;
      late.type = value.getClass().getName();
      late.commit();
    }
  }

  static @Nullable Object beginTask() {
    Task task = new Task();
    if (!task.isEnabled()) {
      return null;
    }
    task.begin();
    return task;
  }

  static void endTask(Object begun, String scope, String name) {
    Task task = (Task) begun;
    task.end();
    if (task.shouldCommit()) {
      task.scope = scope;
      task.task = name;
      task.commit();
    }
  }

  static void rejected(String executor, String reason) {
    Rejection rejection = new Rejection();
    if (rejection.shouldCommit()) {
      rejection.executor = executor;
      rejection.reason = reason;
      rejection.commit();
    }
  }

  static void overflowed(String channel, int capacity, String policy, Object value) {
    Overflow overflow = new Overflow();
    if (overflow.shouldCommit()) {
      overflow.channel = channel;
      overflow.capacity = capacity;
      overflow.policy = policy;
      overflow.type = value.getClass().getName();
      overflow.commit();
    }
  }

  static @Nullable Object beginMessage() {
    Message message = new Message();
    if (!message.isEnabled()) {
      return null;
    }
    message.begin();
    return message;
  }

  static void endMessage(Object begun, boolean sent, String channel, long id, Object value) {
    Message message = (Message) begun;
    message.end();
    if (message.shouldCommit()) {
      message.sent = sent;
      message.channel = channel;
      message.channelId = id;
      message.identity = System.identityHashCode(value);
      message.type = value.getClass().getName();
      message.commit();
    }
  }

  static @Nullable Object beginReady() {
    Ready ready = new Ready();
    if (!ready.isEnabled()) {
      return null;
    }
    ready.begin();
    return ready;
  }

  static void endReady(Object begun, String after) {
    Ready ready = (Ready) begun;
    ready.end();
    if (ready.shouldCommit()) {
      ready.after = after;
      ready.commit();
    }
  }
}
