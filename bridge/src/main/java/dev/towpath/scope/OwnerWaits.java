package dev.towpath.scope;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Receiver;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.stop.Stop;
import dev.towpath.channel.watch.Flight;
import dev.towpath.scope.TaskList.Straggler;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** How the owner of a scope waits for its tasks; a cancel does not keep it from that. */
final class OwnerWaits {
  private static final Duration FOREVER = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE); // that is counted
  private static final System.Logger LOG = System.getLogger("dev.towpath");

  private final Roster roster;
  private final ScopeOptions options;

  OwnerWaits(Roster roster, ScopeOptions options) {
    this.roster = roster;
    this.options = options;
  }

  /** Waits until join should look again, or the time is up. */
  void forChange(Duration limit, ScopeKeeper keeper) throws InterruptedException {
    Receiver<Void> change = roster.watch(newChange("join"), false);
    if (change != null) {
      Object join = Flight.beginJoin();
      Frame frame = limit.compareTo(LONGEST) > 0 ? Frame.innermost() : null;
      if (frame != null) {
        frame.needs(keeper.toJoin());
      }
      try {
        receive(change, limit);
      } finally {
        if (frame != null) {
          frame.needsNothing();
        }
        Flight.endJoin(join, options.name);
      }
    }
  }

  /** Waits until every task has ended, and then sets the interrupt flag if it was set meanwhile. */
  void forEnd() {
    boolean reported = false;
    boolean interrupted = false;
    Receiver<Void> end = roster.watch(newChange("close"), true);
    while (end != null) {
      try {
        Duration limit = reported ? FOREVER : options.grace.minusNanos(roster.sinceCancel());
        if (receive(end, limit) instanceof TryReceive.Empty<Void>) {
          roster.stragglers().forEach(this::report);
          reported = true;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
      end = roster.watch(newChange("close"), true);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns a channel that will tell of something by its end. */
  Channel<Void> newChange(String what) {
    return Channel.<Void>builder().name(options.name + " " + what).build();
  }

  private static TryReceive<Void> receive(Receiver<Void> change, Duration limit)
      throws InterruptedException {
    Frame before = Frame.innermost();
    if (before != null) {
      Stop.setCurrent(new Frame(before.scope, () -> false, before));
    }
    try {
      return change.receive(limit);
    } finally {
      Stop.setCurrent(before);
    }
  }

  private void report(Straggler straggler) {
    LOG.log(Level.WARNING, () -> message(straggler));
    Flight.straggler(options.name, straggler.task().name());
    try {
      options.onStraggler.accept(straggler.task());
    } catch (Throwable t) { // the scope must still wait for its tasks
      LOG.log(Level.WARNING, "onStraggler of scope '" + options.name + "' failed", t);
    }
  }

  private String message(Straggler straggler) {
    StringBuilder text = new StringBuilder();
    text.append("task '")
        .append(straggler.task().name())
        .append("' of scope '")
        .append(options.name)
        .append("' runs on ")
        .append(options.grace)
        .append(" after its cancel; the scope still waits for it. Its stack:");
    for (StackTraceElement frame : straggler.thread().getStackTrace()) {
      text.append("\n\tat ").append(frame);
    }
    return text.toString();
  }
}
