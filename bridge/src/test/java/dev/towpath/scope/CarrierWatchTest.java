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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
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

  /** Threads that keep all carriers until they are released. */
  private static final class Hogs {
    private final CountDownLatch all =
        new CountDownLatch(Runtime.getRuntime().availableProcessors());
    private volatile boolean released;

    /** Returns once each has a carrier. */
    static Hogs start() throws InterruptedException {
      Hogs hogs = new Hogs();
      for (long i = hogs.all.getCount(); i > 0; i--) {
        Thread.ofVirtual().name("hog-" + i).start(hogs::compute);
      }
      hogs.all.await();
      return hogs;
    }

    private void compute() {
      all.countDown();
      while (!released) {
        Thread.onSpinWait();
      }
    }

    /** Goes on for longer than the limit, and then releases the carriers. */
    void stayAWhile() {
      CarrierWatchTest.compute(LONGER);
      released = true;
    }
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
      Hogs hogs = Hogs.start();
      scope.fork("cook", () -> "tea");
      hogs.stayAWhile();
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
      Hogs hogs = Hogs.start();
      kitchen.execute(() -> {});
      hogs.stayAWhile();

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
      Hogs hogs = Hogs.start();
      orders.sender().close();
      hogs.stayAWhile();
      cook.join();

      Trouble trouble = next(Kind.NOT_MOUNTED, "cook");

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
    }
  }

  /** Computes on a virtual thread until the watch has told of it. */
  private Trouble computeUntilTold(String name) throws InterruptedException {
    CountDownLatch noticed = new CountDownLatch(1);
    Thread hog =
        Thread.ofVirtual()
            .name(name)
            .start(() -> {
              while (noticed.getCount() > 0) {
                compute(1_000_000);
              }
            });
    Trouble trouble = next(Kind.HOG, name);
    noticed.countDown();
    hog.join();
    return trouble;
  }

  @Test
  void aHogIsToldWhileItComputesAndWhere() throws Exception {
    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add)) {
      Trouble trouble = computeUntilTold("hog");

      assertThat(trouble.lasted()).isGreaterThanOrEqualTo(LIMIT);
      assertThat(trouble.stack())
          .anySatisfy(frame -> assertThat(frame).contains("CarrierWatchTest"));
      assertThat(trouble.toString()).startsWith("thread 'hog' has computed without a pause for ");
    }
  }

  @Test
  void aThreadThatWaitsAsItShouldIsNeitherPinnedNorAHog() throws Exception {
    List<Trouble> all = new CopyOnWriteArrayList<>();
    try (CarrierWatch watch =
        CarrierWatch.start(
            LIMIT,
            trouble -> {
              all.add(trouble);
              told.add(trouble);
            })) {
      Channel<String> orders = Channel.rendezvous();
      Thread patient =
          Thread.ofVirtual()
              .name("patient")
              .start(() -> orders.receiver().forEach(order -> compute(1_000)));
      for (int i = 0; i < 100; i++) {
        orders.sender().send("tea");
      }
      computeUntilTold("hog"); // what was recorded before has been told by then
      orders.sender().close();
      patient.join();

      assertThat(all)
          .filteredOn(trouble -> trouble.kind() != Kind.NOT_MOUNTED) // the machine may be busy
          .extracting(Trouble::thread)
          .doesNotContain("patient");
    }
  }

  @Test
  void afterTheCloseNobodyIsTold() throws Exception {
    BlockingQueue<Trouble> toldEarlier = new LinkedBlockingQueue<>();
    CarrierWatch closed = CarrierWatch.start(LIMIT, toldEarlier::add);
    closed.close();
    closed.close();

    try (CarrierWatch watch = CarrierWatch.start(LIMIT, told::add)) {
      computeUntilTold("hog");
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
