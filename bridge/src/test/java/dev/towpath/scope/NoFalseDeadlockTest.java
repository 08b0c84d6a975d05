package dev.towpath.scope;

import static dev.towpath.channel.Select.receive;
import static dev.towpath.channel.Select.receiveOrEnd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Select;
import dev.towpath.channel.TryReceive;
import dev.towpath.channel.TrySend;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever could wake one of them keeps the report away. */
@Timeout(20)
class NoFalseDeadlockTest {
  private static final Duration LONG = Duration.ofHours(1);

  /** A channel of the scope, so that deadlocks are looked for at all. */
  private static Channel<String> own(Scope scope) {
    return scope.channel(Channel.<String>builder().name("own"));
  }

  /** Has the scope look, once a thread waits, and returns whether it then goes on. */
  private static boolean isSilent(Scope scope) {
    Objects.requireNonNull(scope.root.deadlocks).look();
    return !scope.isCancelled();
  }

  private static void await(BooleanSupplier state) {
    while (!state.getAsBoolean()) {
      Thread.yield();
    }
  }

  /** Returns once all threads of a scope wait, for whatever. */
  private static void awaitAllParked(Scope scope) throws InterruptedException {
    for (TaskList.Working working : scope.roster.state().working()) {
      await(() -> scope.roster.state().working().stream().allMatch(now -> now.thread() != null));
    }
    for (TaskList.Working working : scope.roster.state().working()) {
      Started.awaitParked(Objects.requireNonNull(working.thread()));
    }
    Started.awaitParked(scope.owner);
  }

  @Test
  void anEndHeldOutsideTheScope() throws Exception {
    Channel<String> orders = Channel.rendezvous();
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    Started<String> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Channel<String> unused = own(scope);
            Task<String> task = scope.fork(() -> orders.receiver().receive());
            opened.complete(scope);
            scope.join();
            return task.get();
          }
        });
    awaitAllParked(opened.get());

    boolean silent = isSilent(opened.get());
    TrySend sent = orders.sender().trySend("from an event loop");

    assertThat(silent).isTrue();
    assertThat(sent).isEqualTo(TrySend.SENT);
    assertThat(owner.get()).isEqualTo("from an event loop");
  }

  @Test
  void aSelectOfWhichOneCaseIsHeldOutside() throws Exception {
    Channel<String> outside = Channel.rendezvous();
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    Started<String> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Select<String> either =
                Select.of(
                    receive(own(scope).receiver(), value -> value),
                    receive(outside.receiver(), value -> value));
            opened.complete(scope);
            return either.await();
          }
        });
    awaitAllParked(opened.get());

    boolean silent = isSilent(opened.get());
    outside.sender().send("tea");

    assertThat(silent).isTrue();
    assertThat(owner.get()).isEqualTo("tea");
  }

  @Test
  void aWaitForTheCancel() throws Exception {
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    Started<String> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Select<String> either =
                Select.of(
                    receive(own(scope).receiver(), value -> value),
                    receiveOrEnd(scope.done(), end -> "cancelled"));
            opened.complete(scope);
            scope.fork(() -> either.await());
            scope.join();
            return "joined";
          }
        });
    awaitAllParked(opened.get());

    boolean silent = isSilent(opened.get());
    opened.get().cancel();

    assertThat(silent).isTrue();
    assertThatThrownBy(owner::get).hasMessage("scope 'fetch' was cancelled");
  }

  @Test
  void aTimedWait() throws Exception {
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    Started<TryReceive<String>> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Channel<String> tea = own(scope);
            scope.forkBackground(() -> {
              tea.receiver().receive();
            });
            opened.complete(scope);
            return tea.receiver().receive(LONG);
          }
        });
    awaitAllParked(opened.get());

    assertThat(isSilent(opened.get())).isTrue();

    owner.interrupt();
    assertThatThrownBy(owner::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTimedJoin() throws Exception {
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    Started<Boolean> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Channel<String> tea = own(scope);
            scope.fork(() -> tea.receiver().receive());
            opened.complete(scope);
            return scope.join(LONG);
          }
        });
    awaitAllParked(opened.get());

    assertThat(isSilent(opened.get())).isTrue();

    owner.interrupt();
    assertThatThrownBy(owner::get).isInstanceOf(InterruptedException.class);
  }

  @Test
  void aTaskThatWaitsForSomethingForeign() throws Exception {
    Semaphore permits = new Semaphore(0);
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    Started<String> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Channel<String> tea = own(scope);
            Task<String> drinker = scope.fork(() -> tea.receiver().receive());
            scope.fork(() -> {
              permits.acquire();
              tea.sender().send("tea");
            });
            opened.complete(scope);
            scope.join();
            return drinker.get();
          }
        });
    awaitAllParked(opened.get());

    boolean silent = isSilent(opened.get());
    permits.release();

    assertThat(silent).isTrue();
    assertThat(owner.get()).isEqualTo("tea");
  }

  @Test
  void aWatcherThatAMemberWaitsFor() throws Exception {
    CompletableFuture<Scope> opened = new CompletableFuture<>();
    CompletableFuture<String> writable = new CompletableFuture<>();
    Channel<String> outside = Channel.rendezvous();
    outside.sender().whenWritable(() -> writable.complete("now"));
    Started<String> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open("fetch")) {
            Channel<String> tea = own(scope);
            scope.forkBackground(() -> {
              tea.receiver().receive();
            });
            opened.complete(scope);
            return writable.get();
          }
        });
    awaitAllParked(opened.get());

    boolean silent = isSilent(opened.get());
    Started<String> reader = Started.start(() -> outside.receiver().receive());

    assertThat(silent).isTrue();
    assertThat(owner.get()).isEqualTo("now");
    reader.interrupt();
  }

  @Test
  void aTaskThatRuns() throws Exception {
    try (Scope scope = Scope.open("fetch")) {
      Channel<String> tea = own(scope);
      Task<String> drinker = scope.fork(() -> tea.receiver().receive());
      await(() -> scope.roster.state().working().get(0).frame() != null);
      await(() -> scope.roster.state().working().get(0).frame().need() != null);

      boolean silent = isSilent(scope); // this thread runs

      assertThat(silent).isTrue();
      tea.sender().send("tea");
      scope.join();
      assertThat(drinker.get()).isEqualTo("tea");
    }
  }

  @Test
  void aThreadThatHasItsValueAndDoesNotRunYet() throws Exception {
    try (Scope scope = Scope.open("fetch")) {
      Channel<String> tea = own(scope);
      Task<String> drinker = scope.fork(() -> tea.receiver().receive());
      await(() -> scope.roster.state().working().get(0).frame() != null);
      Frame frame = scope.roster.state().working().get(0).frame();
      await(() -> frame.need() != null);
      var need = frame.need();

      tea.sender().send("tea");

      assertThat(need.isMet()).isTrue();
      scope.join();
      assertThat(drinker.get()).isEqualTo("tea");
    }
  }

  @Test
  void nobodyElseCanUseAChannelOfAScopeUntilThatIsCancelled() throws Exception {
    try (Scope scope = Scope.open("fetch")) {
      Channel<String> tea = scope.channel(Channel.<String>builder().name("tea").capacity(1));

      Started<TrySend> stranger = Started.start(() -> tea.sender().trySend("milk"));
      Started<TryReceive<String>> other = Started.start(() -> tea.receiver().tryReceive());

      assertThatThrownBy(stranger::get)
          .isInstanceOf(WrongThreadException.class)
          .hasMessageStartingWith("channel 'tea' belongs to scope 'fetch', and thread '#")
          .hasMessageEndingWith("does not: give it one that the scope has not made");
      assertThatThrownBy(other::get).isInstanceOf(WrongThreadException.class);
      assertThatThrownBy(() -> Started.start(() -> closed(tea)).get())
          .isInstanceOf(WrongThreadException.class);
      assertThat(tea.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
      scope.cancel();
      assertThat(Started.start(() -> tea.sender().trySend("milk")).get()).isEqualTo(TrySend.SENT);
    }
  }

  private static boolean closed(Channel<String> channel) {
    channel.receiver().close();
    return true;
  }

  @Test
  void whoIsInAScopeInsideCanUseItToo() throws Exception {
    try (Scope scope = Scope.open("fetch")) {
      Channel<String> tea = own(scope);
      scope.fork(() -> {
        try (Scope inner = Scope.open("inner")) {
          inner.fork(() -> tea.sender().send("tea"));
          inner.join();
        }
      });

      String received = tea.receiver().receive();

      assertThat(received).isEqualTo("tea");
      scope.join();
    }
  }

  @Test
  void whatFeedsAChannelOfAScopeAndNeverBeginsStillEndsIt() throws Exception {
    Channel<Channel<String>> made = Channel.buffered(1);
    Started<Void> owner =
        Started.start(() -> {
          try (Scope scope = Scope.open(ScopeOptions.defaults().name("fetch").limit(1))) {
            Channel<String> tea = own(scope);
            scope.fork(() -> Channel.<String>never().receiver().receive());
            scope.feed(tea.sender(), out -> out.send("tea"));
            made.sender().send(tea);
            scope.done().forEach(nothing -> {});
          }
          return null;
        });
    Channel<String> tea = made.receiver().receive();

    owner.interrupt();

    assertThatThrownBy(owner::get).hasRootCauseInstanceOf(InterruptedException.class);
    assertThatThrownBy(() -> tea.receiver().receive()).hasMessage("scope 'fetch' was cancelled");
  }

  @Test
  void aScopeDoesNotMakeAChannelForStrangersOrThatIsClosedWhenAbandoned() throws Exception {
    try (Scope scope = Scope.open("fetch")) {
      Started<Channel<String>> stranger = Started.start(() -> own(scope));

      assertThatThrownBy(stranger::get).isInstanceOf(WrongThreadException.class);
      assertThatThrownBy(() -> scope.channel(Channel.builder().closeWhenAbandoned()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nothingIsNotedOnceNoScopeKeepsAChannel() {
    boolean during;
    try (Scope scope = Scope.open("fetch")) {
      Channel<String> first = own(scope);
      Channel<String> second = own(scope);
      during = dev.towpath.channel.stop.Need.isWanted();
    }

    assertThat(during).isTrue();
    assertThat(dev.towpath.channel.stop.Need.isWanted()).isFalse();
  }
}
