package dev.towpath.channel;

import static dev.towpath.channel.Running.awaitParked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A channel that lives on keeps none of the values that have left it. */
@Timeout(60)
class RetentionTest {
  private final Channel<Object> buffered = Channel.buffered(4);
  private final Channel<Object> rendezvous = Channel.rendezvous();

  @Test
  void takenValuesAreForgotten() throws Exception {
    List<WeakReference<Object>> values = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Object value = new Object();
      values.add(new WeakReference<>(value));
      buffered.sender().send(value);
      if (i % 3 == 2) {
        buffered.receiver().receive();
        buffered.receiver().tryReceive();
        buffered.receiver().drainTo(new ArrayList<>(), 1);
      }
    }

    awaitForgotten(values);

    Reference.reachabilityFence(buffered);
  }

  @Test
  void discardedValuesAreForgotten() throws Exception {
    List<WeakReference<Object>> values = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      values.add(sentTo(buffered));
    }

    buffered.receiver().close();

    awaitForgotten(values);
    Reference.reachabilityFence(buffered);
  }

  @Test
  void droppedValuesAreForgotten() throws Exception {
    Channel<Object> latest = Channel.builder().capacity(1).overflow(Overflow.DROP_OLDEST).build();
    List<WeakReference<Object>> values = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      values.add(sentTo(latest));
    }

    latest.sender().trySend("last");

    awaitForgotten(values);
    Reference.reachabilityFence(latest);
  }

  @Test
  void handedOverValuesAreForgotten() throws Exception {
    var receiving =
        awaitParked(Running.start((Running.Action) () -> rendezvous.receiver().receive()));

    WeakReference<Object> handedOver = sentTo(rendezvous);

    receiving.get();
    awaitForgotten(List.of(handedOver));
    Reference.reachabilityFence(rendezvous);
  }

  @Test
  void valuesOfSendersThatWaitedAreForgotten() throws Exception {
    List<WeakReference<Object>> values = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Object value = new Object();
      values.add(new WeakReference<>(value));
      var sending = awaitParked(Running.start(new Sending(rendezvous, value)));
      value = null;
      rendezvous.receiver().receive();
      sending.get();
    }

    awaitForgotten(values);

    Reference.reachabilityFence(rendezvous);
  }

  @Test
  void valuesOfSendersThatLeftAreForgotten() throws Exception {
    Object value = new Object();
    List<WeakReference<Object>> values = List.of(new WeakReference<>(value));
    var sending = awaitParked(Running.start(new Sending(rendezvous, value)));
    value = null;

    sending.interrupt();

    assertThatThrownBy(sending::get).isInstanceOf(InterruptedException.class);
    awaitForgotten(values);
    assertThat(Waiters.noneOn(rendezvous)).isTrue();
  }

  @Test
  void losingCasesOfASelectAreForgotten() throws Exception {
    Object value = new Object();
    List<WeakReference<Object>> values = List.of(new WeakReference<>(value));
    var selecting = awaitParked(Running.start(new Selecting(value)));
    value = null;

    buffered.sender().send("wins");

    selecting.get();
    awaitForgotten(values);
    assertThat(Waiters.noneOn(rendezvous)).isTrue();
  }

  @Test
  void watchersThatRanAreForgotten() throws Exception {
    Runnable watcher = new Watcher();
    List<WeakReference<Object>> watchers = List.of(new WeakReference<>(watcher));
    buffered.receiver().whenReadable(watcher);
    watcher = null;

    buffered.sender().send("tea");

    awaitForgotten(watchers);
    Reference.reachabilityFence(buffered);
  }

  private static WeakReference<Object> sentTo(Channel<Object> channel) throws InterruptedException {
    Object value = new Object();
    channel.sender().send(value);
    return new WeakReference<>(value);
  }

  private static void awaitForgotten(List<WeakReference<Object>> references)
      throws InterruptedException {
    while (references.stream().anyMatch(reference -> reference.get() != null)) {
      System.gc();
      if (Thread.interrupted()) {
        throw new InterruptedException("still reachable: " + references);
      }
    }
  }

  /** Sends a value that it does not keep itself. */
  private static final class Sending implements Running.Action {
    private final Channel<Object> channel;
    private Object value;

    Sending(Channel<Object> channel, Object value) {
      this.channel = channel;
      this.value = value;
    }

    @Override
    public void run() throws InterruptedException {
      Object once = value;
      value = null;
      channel.sender().send(once);
    }
  }

  private final class Selecting implements Running.Action {
    private Object value;

    Selecting(Object value) {
      this.value = value;
    }

    @Override
    public void run() throws InterruptedException {
      Object once = value;
      value = null;
      Select.of(
              Select.send(rendezvous.sender(), once, () -> "sent"),
              Select.receive(buffered.receiver(), received -> "received"))
          .await();
    }
  }

  private static final class Watcher implements Runnable {
    @Override
    public void run() {}
  }
}
