package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.scope.CarrierWatch.Kind;
import dev.towpath.scope.CarrierWatch.Trouble;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CarrierWatchTest {
  private static final Duration LIMIT = Duration.ofMillis(100);
  private static final long LONGER = Duration.ofMillis(250).toNanos();

  private final BlockingQueue<Trouble> told = new LinkedBlockingQueue<>();

  /** A class whose initializer waits: its frames cannot leave the carrier on any JDK. */
  private static final class Waits {
    static {
      LockSupport.parkNanos(LONGER);
    }

    static void use() {}
  }

  private Trouble next(Kind kind) throws InterruptedException {
    Trouble trouble = told.take();
    while (trouble.kind() != kind) {
      trouble = told.take();
    }
    return trouble;
  }

  private Trouble next(Kind kind, String thread) throws InterruptedException {
    Trouble trouble = next(kind);
    while (!trouble.thread().equals(thread)) {
      trouble = next(kind);
    }
    return trouble;
  }

  private static void compute(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      Thread.onSpinWait();
    }
  }

  /** Keeps all carriers for a while; returns once each has one. */
  private static List<Thread> takeAllCarriers() throws InterruptedException {
    int carriers = Runtime.getRuntime().availableProcessors();
    CountDownLatch all = new CountDownLatch(carriers);
    List<Thread> hogs =
        IntStream.range(0, carriers)
            .mapToObj(i ->
                Thread.ofVirtual()
                    .name("hog-" + i)
                    .start(() -> {
                      all.countDown();
                      while (all.getCount() > 0) {
                        Thread.onSpinWait();
                      }
                      compute(LONGER);
                    }))
            .toList();
    all.await();
    return hogs;
  }

  @Test
  void aWaitThatKeepsItsCarrierIsToldWithTheThreadAndThePlace() throws Exception {
    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add)) {
      Thread.ofVirtual().name("loader").start(Waits::use).join();

      Trouble trouble = next(Kind.PINNED, "loader");

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
      assertThat(trouble.stack()).anySatisfy(frame -> assertThat(frame).contains("Waits.<clinit>"));
      assertThat(trouble.toString())
          .startsWith("thread 'loader' waited and kept its carrier for ")
          .contains(" ms, at ");
    }
  }

  @Test
  void aTaskThatCannotBeginIsTold() throws Exception {
    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add);
        Scope scope = Scope.open("kitchen")) {
      takeAllCarriers();
      scope.fork("cook", () -> "tea");
      scope.join();

      Trouble trouble = next(Kind.NOT_MOUNTED, "cook");

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
      assertThat(trouble.toString()).startsWith("thread 'cook' could run and got no carrier for ");
    }
  }

  @Test
  void aTaskOfAnExecutorThatCannotBeginIsTold() throws Exception {
    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add);
        BoundedExecutor kitchen = BoundedExecutor.builder(1, 0).name("kitchen").build()) {
      takeAllCarriers();
      kitchen.submit(() -> "tea").get();

      Trouble trouble = next(Kind.NOT_MOUNTED, "kitchen-1");

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
    }
  }

  @Test
  void aThreadThatWasWokenAndCannotGoOnIsTold() throws Exception {
    Channel<String> orders = Channel.rendezvous();
    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add)) {
      Thread cook =
          Thread.ofVirtual().name("cook").start(() -> orders.receiver().forEach(order -> {}));
      while (cook.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      takeAllCarriers();
      orders.sender().close();
      cook.join();

      Trouble trouble = next(Kind.NOT_MOUNTED, "cook");

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
    }
  }

  @Test
  void aHogIsToldWhileItComputesAndWhere() throws Exception {
    Channel<Trouble> noticed = Channel.buffered(1);
    try (CarrierWatch watch =
        CarrierWatch.start(
            LIMIT,
            trouble -> {
              if (trouble.kind() == Kind.HOG && trouble.thread().equals("hog")) {
                noticed.sender().trySend(trouble);
              }
            })) {
      Thread hog =
          Thread.ofVirtual()
              .name("hog")
              .start(() -> {
                while (noticed.counts().buffered() == 0) {
                  compute(1_000_000);
                }
              });
      hog.join();

      Trouble trouble = noticed.receiver().receive();

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
      assertThat(trouble.stack())
          .anySatisfy(frame -> assertThat(frame).contains("CarrierWatchTest"));
      assertThat(trouble.toString()).startsWith("thread 'hog' has computed without a pause for ");
    }
  }

  @Test
  void threadsThatWaitAsTheyShouldAreNoTrouble() throws Exception {
    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add)) {
      Channel<String> orders = Channel.rendezvous();
      Thread patient =
          Thread.ofVirtual()
              .name("patient")
              .start(() -> orders.receiver().forEach(order -> compute(1_000)));
      Thread loader = Thread.ofVirtual().name("loader").start(() -> compute(LONGER));
      for (int i = 0; i < 100; i++) {
        orders.sender().send("tea");
      }
      orders.sender().close();
      patient.join();
      loader.join();
      next(Kind.HOG, "loader");

      assertThat(told).extracting(Trouble::thread).doesNotContain("patient");
    }
  }

  @Test
  void afterTheCloseNobodyIsTold() throws Exception {
    BlockingQueue<Trouble> toldEarlier = new LinkedBlockingQueue<>();
    CarrierWatch closed = CarrierWatch.start(LIMIT, toldEarlier::add);
    closed.close();
    closed.close();

    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add)) {
      Thread.ofVirtual().name("hog").start(() -> compute(LONGER)).join();
      next(Kind.HOG, "hog");
    }

    assertThat(toldEarlier).isEmpty();
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> CarrierWatch.start(Duration.ZERO, told::add))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit <= 0: PT0S");
  }

  @Test
  void withoutAFlightRecorderItSaysWhatIsMissing() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--limit-modules",
                "java.base",
                "-classpath",
                System.getProperty("java.class.path"),
                WithoutRecorder.class.getName())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes());

    assertThat(said.strip()).isEqualTo("watching carriers needs the module jdk.jfr");
    assertThat(process.waitFor()).isZero();
  }

  /** Uses a channel, which needs no recorder, and a watch, which does. */
  static final class WithoutRecorder {
    public static void main(String[] args) throws InterruptedException {
      Channel<String> orders = Channel.buffered(1);
      orders.sender().send("tea");
      orders.receiver().receive();
      try {
        CarrierWatch.start(Duration.ofSeconds(1), trouble -> {}).close();
      } catch (UnsupportedOperationException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
