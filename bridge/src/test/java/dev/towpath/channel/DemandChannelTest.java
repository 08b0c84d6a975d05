package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DemandChannelTest {
  private final List<Integer> undelivered = new CopyOnWriteArrayList<>();
  private final List<Thread> toldOf = Collections.synchronizedList(new ArrayList<>());
  private final DemandChannel<Integer> channel =
      new DemandChannel<>("orders", () -> toldOf.add(Thread.currentThread()), undelivered::add);

  @Test
  void nothingIsAcceptedBeforeItIsAskedFor() {
    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.FULL);

    channel.request(2);

    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.SENT);
    assertThat(channel.sender().trySend(2)).isEqualTo(TrySend.SENT);
    assertThat(channel.sender().trySend(3)).isEqualTo(TrySend.FULL);
  }

  @Test
  void takingAValueIsNotAskingForAnother() {
    channel.request(1);
    channel.sender().trySend(1);

    TryReceive<Integer> taken = channel.tryReceive();

    assertThat(taken).isEqualTo(new TryReceive.Value<>(1));
    assertThat(channel.sender().trySend(2)).isEqualTo(TrySend.FULL);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(1, 1, 0, 0));
  }

  @Test
  void requestsAddUp() {
    channel.request(1);
    channel.request(2);
    channel.sender().trySend(1);
    channel.request(1);

    int accepted = 1;
    while (channel.sender().trySend(accepted + 1) == TrySend.SENT) {
      accepted++;
    }

    assertThat(accepted).isEqualTo(4);
  }

  @Test
  void requestWakesAsManySendersAsItAsksForInOrder() throws Exception {
    var first = awaitParked(Running.start(() -> channel.sender().send(1)));
    var second = awaitParked(Running.start(() -> channel.sender().send(2)));
    var third = awaitParked(Running.start(() -> channel.sender().send(3)));

    channel.request(2);

    first.get();
    second.get();
    awaitParked(third);
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(1));
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(2));
    channel.request(1);
    third.get();
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(3));
  }

  @Test
  void valueOfASenderThatNobodyAskedForCannotBeTaken() throws Exception {
    var sending = awaitParked(Running.start(() -> channel.sender().send(1)));

    TryReceive<Integer> taken = channel.tryReceive();

    assertThat(taken).isEqualTo(new TryReceive.Empty<>());
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
    channel.request(1);
    sending.get();
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(1));
  }

  @Test
  void endRefusesSendersThatStillWaitForDemand() throws Exception {
    channel.request(1);
    channel.sender().send(1);
    var sending = awaitParked(Running.start(() -> channel.sender().send(2)));

    channel.sender().close();

    assertThatThrownBy(sending::get).isInstanceOf(ChannelClosedException.class);
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(1));
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
    assertThat(toldOf).hasSize(1);
  }

  @Test
  void demandBeyondCountingIsWithoutEnd() {
    channel.request(Long.MAX_VALUE);
    channel.request(Long.MAX_VALUE);

    for (int i = 0; i < 1_000; i++) {
      assertThat(channel.sender().trySend(i)).isEqualTo(TrySend.SENT);
      assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(i));
    }

    channel.request(1);
    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.SENT);
  }

  @Test
  void demandThatAddsUpToMoreThanCanBeCountedIsWithoutEnd() {
    channel.request(Long.MAX_VALUE - 1);
    channel.sender().trySend(1);
    channel.request(5);

    assertThat(channel.sender().trySend(2)).isEqualTo(TrySend.SENT);
  }

  @Test
  void demandWithoutEndWakesEverySenderThatWaits() throws Exception {
    List<Running<Void>> sending = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int value = i;
      sending.add(awaitParked(Running.start(() -> channel.sender().send(value))));
    }

    channel.request(Long.MAX_VALUE);

    for (int i = 0; i < 20; i++) {
      sending.get(i).get();
      assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(i));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void requestsForNothingAreRefused(long count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> channel.request(count))
        .withMessage("request < 1: " + count);

    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.FULL);
  }

  @Test
  void everyAcceptedSendIsToldOnItsOwnThread() throws Exception {
    channel.request(1);
    channel.sender().trySend(1);
    var waited = awaitParked(Running.start(() -> channel.sender().send(2)));
    channel.request(1);
    waited.get();
    var selected =
        awaitParked(
            Running.start(() -> Select.of(Select.send(channel.sender(), 3, () -> 3)).await()));
    channel.request(2);
    selected.get();
    Select.of(Select.send(channel.sender(), 4, () -> 4)).prioritized().await();
    channel.sender().trySend(5);

    assertThat(toldOf)
        .containsExactly(
            Thread.currentThread(), waited.thread(), selected.thread(), Thread.currentThread());
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(4, 0, 0, 4));
  }

  @Test
  void whoIsToldCanTakeTheValueAtOnce() throws InterruptedException {
    List<Object> taken = new ArrayList<>();
    List<DemandChannel<Integer>> self = new ArrayList<>();
    DemandChannel<Integer> pump =
        new DemandChannel<>(null, () -> taken.add(self.get(0).tryReceive()), undelivered::add);
    self.add(pump);
    pump.request(2);

    pump.sender().send(1);
    pump.sender().send(2);

    assertThat(taken).containsExactly(new TryReceive.Value<>(1), new TryReceive.Value<>(2));
  }

  @Test
  void acceptedSendThatWasInterruptedTooIsToldAndKeepsTheFlag() throws Exception {
    var sending = awaitParked(Running.start(() -> channel.sender().send(1)));

    channel.request(1);
    sending.interrupt();

    sending.get();
    assertThat(toldOf).containsExactly(sending.thread());
  }

  @Test
  void interruptedSendUsesUpNoDemand() throws Exception {
    var sending = awaitParked(Running.start(() -> channel.sender().send(1)));
    sending.interrupt();
    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);

    channel.request(1);

    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Empty<>());
    assertThat(channel.sender().trySend(2)).isEqualTo(TrySend.SENT);
    assertThat(toldOf).hasSize(1);
  }

  @Test
  void requestTellsWhoWatchesForWritable() {
    List<String> told = new ArrayList<>();
    channel.sender().whenWritable(() -> told.add("writable"));
    assertThat(told).isEmpty();

    channel.request(1);

    assertThat(told).containsExactly("writable");
  }

  @Test
  void requestThatSendersUseUpTellsNoWatcher() throws Exception {
    List<String> told = new ArrayList<>();
    channel.sender().whenWritable(() -> told.add("writable"));
    var sending = awaitParked(Running.start(() -> channel.sender().send(1)));

    channel.request(1);

    sending.get();
    assertThat(told).isEmpty();
  }

  @Test
  void closeDiscardsWhatWasAcceptedAndRefusesWhoWaits() throws Exception {
    channel.request(2);
    channel.sender().trySend(1);
    channel.sender().trySend(2);
    var sending = awaitParked(Running.start(() -> channel.sender().send(3)));

    channel.close();
    channel.close();

    assertThatThrownBy(sending::get).isInstanceOf(ChannelClosedException.class);
    assertThat(undelivered).containsExactly(1, 2);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(2, 0, 2, 0));
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Closed<>(null));
    assertThat(toldOf).hasSize(2);
  }

  @Test
  void requestAfterTheCloseDoesNothing() {
    channel.close();

    channel.request(5);

    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.CLOSED);
    assertThat(channel.counts()).isEqualTo(new Channel.Counts(0, 0, 0, 0));
  }

  @Test
  void failureComesAfterWhatWasAccepted() {
    RuntimeException cause = new IllegalStateException("no tea");
    channel.request(1);
    channel.sender().trySend(1);

    channel.sender().fail(cause);

    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Value<>(1));
    assertThat(channel.tryReceive()).isEqualTo(new TryReceive.Closed<>(cause));
  }

  @Test
  void nullIsRefusedByTheConstructorExceptAsAName() {
    assertThatNullPointerException()
        .isThrownBy(() -> new DemandChannel<Integer>("orders", null, undelivered::add));
    assertThatNullPointerException()
        .isThrownBy(() -> new DemandChannel<Integer>("orders", () -> {}, null));
    assertThat(new DemandChannel<Integer>(null, () -> {}, v -> {}).sender().toString())
        .startsWith("sender of 'channel-");
  }

  @Test
  void sendersAndRequestersOnManyThreadsAgreeOnEveryValue() throws Exception {
    int senders = 4;
    int each = 2_000;
    List<Integer> taken = new ArrayList<>();
    List<Running<Void>> all = new ArrayList<>();
    for (int s = 0; s < senders; s++) {
      all.add(
          Running.start(() -> {
            for (int i = 0; i < each; i++) {
              channel.sender().send(i);
            }
          }));
    }
    for (int r = 0; r < 2; r++) {
      all.add(
          Running.start(() -> {
            for (int i = 0; i < senders * each / 2; i += 4) {
              channel.request(4);
            }
          }));
    }

    for (Running<Void> running : all) {
      running.get();
    }

    while (channel.tryReceive() instanceof TryReceive.Value<Integer>(var value)) {
      taken.add(value);
    }
    assertThat(taken).hasSize(senders * each);
    assertThat(toldOf).hasSize(senders * each);
    assertThat(channel.sender().trySend(1)).isEqualTo(TrySend.FULL);
  }
}
