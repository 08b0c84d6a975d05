package dev.towpath.scope;

import dev.towpath.channel.Channel;
import dev.towpath.channel.stop.Keepable;
import dev.towpath.channel.stop.Keeper;
import dev.towpath.channel.stop.Need;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the channels of a scope for its threads and for those of the scopes opened inside. Once the
 * scope is cancelled, which its close does too, all may use them.
 */
final class ScopeKeeper implements Keeper, Need.Way {
  final Scope scope;
  private final AtomicBoolean keeps = new AtomicBoolean(); // and so wants to know of needs

  ScopeKeeper(Scope scope) {
    this.scope = scope;
  }

  @Override
  public void check(String channel) {
    if (!Frame.isWithin(scope) && !scope.isCancelled()) {
      throw new WrongThreadException(
          "channel '"
              + channel
              + "' belongs to scope '"
              + scope.name
              + "', and thread '"
              + Snapshot.nameOf(Thread.currentThread())
              + "' does not: give it one that the scope has not made");
    }
  }

  <T> Channel<T> keep(Channel.Builder<T> description) {
    if (keeps.compareAndSet(false, true)) {
      Need.want();
      scope.root.findDeadlocks();
      if (scope.isCancelled()) {
        end();
      }
    }
    Keepable.keep(description, this);
    try {
      return description.build();
    } finally {
      Keepable.keep(description, null);
    }
  }

  /** The scope is closed, and so cancelled. */
  void end() {
    if (keeps.getAndSet(false)) {
      Need.wantNoMore();
    }
  }

  /** The need of the owner that joins. */
  Need toJoin() {
    return new Need(() -> scope.roster.progress() != Roster.Progress.RUNNING, List.of(this));
  }

  @Override
  public Keeper keeper() {
    return this;
  }

  @Override
  public String what() {
    return "join scope '" + scope.name + "'";
  }

  @Override
  public String peer() {
    return "";
  }

  @Override
  public List<Thread> peers() {
    return List.of();
  }

  @Override
  public List<Thread> fellows() {
    return List.of();
  }
}
