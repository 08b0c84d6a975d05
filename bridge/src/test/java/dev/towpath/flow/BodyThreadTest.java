package dev.towpath.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class BodyThreadTest {
  @Test
  void otherCodeNeverSeesAnInterruptWhereverTheStopCutsIn() {
    for (int round = 0; round < 1_000; round++) {
      AtomicReference<BodyThread> self = new AtomicReference<>();
      AtomicBoolean seen = new AtomicBoolean();
      CountDownLatch started = new CountDownLatch(1);
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      BodyThread body =
          new BodyThread(
              "body",
              () -> {
                started.countDown();
                for (int i = 0; i < 20; i++) {
                  self.get().runOther(() -> noteInterrupt(seen));
                }
                while (!Thread.currentThread().isInterrupted()) {
                  Thread.onSpinWait();
                }
                self.get().runOther(() -> noteInterrupt(seen));
                boolean flagBack = Thread.currentThread().isInterrupted();
                self.get().endBody();
                noteInterrupt(seen);
                interrupted.complete(flagBack);
              });
      self.set(body);
      body.start();
      awaitUnlessEven(round, started);

      body.stop();

      assertThat(interrupted.join()).as("the body is interrupted").isTrue();
      assertThat(seen).as("other code saw the interrupt").isFalse();
    }
  }

  private static void noteInterrupt(AtomicBoolean seen) {
    for (int look = 0; look < 3; look++) {
      if (Thread.currentThread().isInterrupted()) {
        seen.set(true);
      }
    }
  }

  private static void awaitUnlessEven(int round, CountDownLatch started) {
    if (round % 2 == 0) {
      return;
    }
    while (started.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void stopAfterTheBodyHasEndedInterruptsNothing() throws InterruptedException {
    AtomicReference<BodyThread> self = new AtomicReference<>();
    CountDownLatch ended = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    CompletableFuture<Boolean> seen = new CompletableFuture<>();
    BodyThread body =
        new BodyThread(
            null,
            () -> {
              self.get().endBody();
              ended.countDown();
              try {
                stopped.await();
                seen.complete(Thread.currentThread().isInterrupted());
              } catch (InterruptedException e) {
                seen.complete(true);
              }
            });
    self.set(body);
    body.start();
    ended.await();

    body.stop();
    stopped.countDown();

    assertThat(seen.join()).isFalse();
  }

  @Test
  void threadsAreNamedAfterTheBridgeOrElseAfterUs() {
    assertThat(nameIn("prices")).isEqualTo("prices");
    assertThat(nameIn(null)).isEqualTo("towpath-publish");
  }

  @Test
  void threadBesideHasTheSameName() {
    CompletableFuture<String> name = new CompletableFuture<>();

    new BodyThread("prices", () -> {})
        .startBeside(() -> name.complete(Thread.currentThread().getName()));

    assertThat(name.join()).isEqualTo("prices");
  }

  private static String nameIn(String given) {
    CompletableFuture<String> name = new CompletableFuture<>();
    new BodyThread(given, () -> name.complete(Thread.currentThread().getName())).start();
    return name.join();
  }
}
