package dev.towpath.jdk;

import static dev.towpath.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code publish} to a listener and {@code call} with a callback. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CallbackOutTest {
  private final Probe probe = new Probe();

  /** A listener that remembers what it heard, as text. */
  private static class Heard implements Listener<Integer> {
    final List<String> calls = new CopyOnWriteArrayList<>();
    final List<Throwable> failures = new CopyOnWriteArrayList<>();
    final List<Boolean> interrupted = new CopyOnWriteArrayList<>();
    final CountDownLatch over = new CountDownLatch(1);
    final AtomicInteger inside = new AtomicInteger();

    @Override
    public void onValue(Integer value) {
      assertThat(inside.getAndIncrement()).isZero();
      heard("value " + value);
      inside.decrementAndGet();
    }

    @Override
    public void onEnd() {
      heard("end");
      over.countDown();
    }

    @Override
    public void onFailure(Throwable cause) {
      failures.add(cause);
      heard("failure");
      over.countDown();
    }

    private void heard(String call) {
      interrupted.add(Thread.currentThread().isInterrupted());
      calls.add(call);
    }
  }

  @Test
  void listenerHearsTheValuesAndOneEnd() throws Exception {
    var heard = new Heard();

    CallbackBridge.publish(
        out -> {
          for (int i = 0; i < 3; i++) {
            out.send(i);
          }
        },
        heard);

    heard.over.await();
    assertThat(heard.calls).containsExactly("value 0", "value 1", "value 2", "end");
  }

  @Test
  @DisplayName("C2, C10: a failure of the producer comes after its values, as itself")
  void failureOfTheProducer() throws Exception {
    var failure = new IOException("disk");
    var heard = new Heard();

    CallbackBridge.publish(
        out -> {
          out.send(0);
          throw failure;
        },
        heard);

    heard.over.await();
    assertThat(heard.calls).containsExactly("value 0", "failure");
    assertThat(heard.failures).containsExactly(failure);
  }

  @Test
  @DisplayName(
      "pitfall 4, C14: a listener that throws stops the producer, is reported, hears no more")
  void throwingListener() throws Exception {
    var failure = new IllegalStateException("listener");
    var stopped = new CountDownLatch(1);
    var heard =
        new Heard() {
          @Override
          public void onValue(Integer value) {
            super.onValue(value);
            throw failure;
          }
        };

    CallbackBridge.publish(
        out -> {
          try {
            for (int i = 0; ; i++) {
              out.send(i);
            }
          } finally {
            stopped.countDown();
          }
        },
        heard,
        probe.options());

    stopped.await();
    assertThat(heard.calls).containsExactly("value 0");
    assertThat(probe.lateErrors()).containsExactly(failure);
  }

  @Test
  @DisplayName("C8: closing the handle interrupts the producer; the listener hears no more")
  void closedHandle() throws Exception {
    var heard = new Heard();
    var began = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    Handle handle =
        CallbackBridge.publish(
            out -> {
              out.send(0);
              began.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
              }
            },
            heard,
            probe.options());
    began.await();

    handle.close();
    handle.close();

    interrupted.await();
    assertThat(heard.calls).containsExactly("value 0");
    assertThat(probe.lateErrors()).isEmpty();
  }

  @Test
  @DisplayName("pitfall 16, C9: a listener is not interrupted when the handle is closed inside it")
  void listenerIsNotInterrupted() throws Exception {
    var handle = new Handle[1];
    var registered = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var heard =
        new Heard() {
          @Override
          public void onValue(Integer value) {
            handle[0].close();
            super.onValue(value);
          }
        };

    handle[0] =
        CallbackBridge.publish(
            out -> {
              registered.await();
              out.send(0);
              try {
                new CountDownLatch(1).await();
              } finally {
                interrupted.countDown();
              }
            },
            heard);
    registered.countDown();

    interrupted.await();
    assertThat(heard.calls).containsExactly("value 0");
    assertThat(heard.interrupted).containsExactly(false);
  }

  @Test
  @DisplayName("pitfall 41, C14: what several threads send reaches the listener one at a time")
  void manySenders() throws Exception {
    var heard = new Heard();

    CallbackBridge.publish(
        out -> {
          List<Running<Void>> sending = new ArrayList<>();
          for (int t = 0; t < 4; t++) {
            sending.add(
                Running.run(() -> {
                  for (int i = 0; i < 500; i++) {
                    out.send(i);
                  }
                }));
          }
          for (var each : sending) {
            each.get();
          }
        },
        heard,
        probe.options());

    heard.over.await();
    assertThat(heard.calls).hasSize(2_001).endsWith("end");
    assertThat(probe.lateErrors()).isEmpty();
  }

  /** Outcomes, as text. */
  private final List<String> outcomes = new CopyOnWriteArrayList<>();

  private Handle call(Callable<String> callable) {
    return CallbackBridge.call(
        callable, (value, failure) -> outcomes.add(value + "/" + failure), probe.options());
  }

  @Test
  void callbackHearsTheValue() throws Exception {
    call(() -> "tea");

    eventually("called back", () -> !outcomes.isEmpty());
    assertThat(outcomes).containsExactly("tea/null");
  }

  @Test
  @DisplayName("C12: null is a value")
  void callbackHearsNull() throws Exception {
    call(() -> null);

    eventually("called back", () -> !outcomes.isEmpty());
    assertThat(outcomes).containsExactly("null/null");
  }

  @Test
  void callbackHearsTheFailure() throws Exception {
    call(() -> {
      throw new IOException("no tea");
    });

    eventually("called back", () -> !outcomes.isEmpty());
    assertThat(outcomes).containsExactly("null/java.io.IOException: no tea");
  }

  @Test
  @DisplayName("C1: a callback that throws is reported, and never called a second time")
  void throwingCallback() throws Exception {
    var calls = new AtomicInteger();
    var failure = new IllegalStateException("callback");

    CallbackBridge.call(
        () -> "tea",
        (value, thrown) -> {
          calls.incrementAndGet();
          throw failure;
        },
        probe.options());

    eventually("it is reported", () -> !probe.lateErrors().isEmpty());
    assertThat(probe.lateErrors()).containsExactly(failure);
    assertThat(calls).hasValue(1);
  }

  @Test
  @DisplayName("C8, C11: closing the handle interrupts the callable; its value is undelivered")
  void closedCall() throws Exception {
    var began = new CountDownLatch(1);
    Handle handle =
        call(() -> {
          began.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            return "late tea";
          }
          return "never";
        });
    began.await();

    handle.close();

    eventually("the value is handed over", () -> !probe.undelivered().isEmpty());
    assertThat(probe.undelivered()).containsExactly("late tea");
    assertThat(outcomes).isEmpty();
  }
}
