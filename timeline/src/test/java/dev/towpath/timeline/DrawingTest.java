package dev.towpath.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.channel.Overflow;
import dev.towpath.scope.BoundedExecutor;
import dev.towpath.scope.Scope;
import dev.towpath.timeline.Timeline.Arrow;
import dev.towpath.timeline.Timeline.Bar;
import dev.towpath.timeline.Timeline.Kind;
import dev.towpath.timeline.Timeline.Lane;
import dev.towpath.timeline.Timeline.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DrawingTest {
  @TempDir Path folder;

  private interface Program {
    void run() throws Exception;
  }

  private Timeline drawn(Program program) throws Exception {
    Path file = folder.resolve("program.jfr");
    try (Recording recording = new Recording(Sample.settings())) {
      recording.start();
      program.run();
      recording.stop();
      recording.dump(file);
    }
    return Drawing.of("program", Events.of(file), 1_000);
  }

  private Timeline drawn(Sample sample) throws Exception {
    Path file = folder.resolve("sample.jfr");
    sample.record(file);
    return Drawing.of(sample.title, Events.of(file), 1_000);
  }

  private static List<Arrow> arrows(Timeline timeline, Kind kind) {
    return timeline.arrows().stream().filter(arrow -> arrow.kind() == kind).toList();
  }

  private static String name(Timeline timeline, int lane) {
    return timeline.lanes().get(lane).name();
  }

  private static Set<String> ways(Timeline timeline, Kind kind) {
    return arrows(timeline, kind).stream()
        .map(arrow ->
            name(timeline, arrow.fromLane())
                + " -> "
                + name(timeline, arrow.toLane())
                + " over "
                + arrow.over())
        .collect(Collectors.toSet());
  }

  private static Lane lane(Timeline timeline, String name) {
    return timeline.lanes().stream()
        .filter(lane -> lane.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theTokenOfTheRingGoesFromTaskToTask() throws Exception {
    Timeline ring = drawn(Sample.RING);

    String main = Thread.currentThread().getName();
    Set<String> round =
        IntStream.rangeClosed(1, 12)
            .mapToObj(i -> "ring-" + (i == 1 ? 12 : i - 1) + " -> ring-" + i + " over link-" + i)
            .collect(Collectors.toSet());
    round.add(main + " -> ring-1 over link-1");
    assertThat(ways(ring, Kind.MESSAGE)).isEqualTo(round);
    assertThat(ring.messages()).isEqualTo(36);
  }

  @Test
  void tasksStandInTheOrderInWhichTheyWereForked() throws Exception {
    Timeline ring = drawn(Sample.RING);

    assertThat(ring.lanes().stream().map(Lane::name).filter(name -> name.startsWith("ring")))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 12).mapToObj(i -> "ring-" + i).toList());
    assertThat(arrows(ring, Kind.FORK)).hasSize(12);
  }

  @Test
  void eachJobOfTheWorkersBecomesAResult() throws Exception {
    Timeline workers = drawn(Sample.WORKERS);

    List<Arrow> messages = arrows(workers, Kind.MESSAGE);
    assertThat(messages.stream().filter(arrow -> arrow.over().equals("jobs"))).hasSize(24);
    assertThat(messages.stream().filter(arrow -> arrow.over().equals("results"))).hasSize(24);
    assertThat(lane(workers, "worker-1").scope()).isEqualTo("pool");
    assertThat(lane(workers, "worker-1").waits())
        .anySatisfy(wait -> assertThat(wait.what()).isEqualTo("asleep"));
  }

  @Test
  void thePrimesOfTheSieveReachTheOwnerWhoCancelsTheChain() throws Exception {
    Timeline sieve = drawn(Sample.SIEVE);

    String main = Thread.currentThread().getName();
    assertThat(
            arrows(sieve, Kind.MESSAGE).stream()
                .filter(arrow -> name(sieve, arrow.toLane()).equals(main)))
        .hasSize(12);
    assertThat(ways(sieve, Kind.MESSAGE))
        .contains("numbers -> filter-2 over numbers", "filter-29 -> filter-31 over not by 29");
    assertThat(sieve.marks()).extracting(Timeline.Mark::what).contains("cancel of 'sieve'");
  }

  @Test
  void arrowsGoForwardInTimeBetweenThreadsThatLived() throws Exception {
    Timeline sieve = drawn(Sample.SIEVE);

    assertThat(sieve.arrows())
        .allSatisfy(arrow -> {
          assertThat(arrow.from()).isLessThanOrEqualTo(arrow.to());
          assertThat(arrow.to()).isBetween(0L, sieve.nanos());
        });
  }

  @Test
  void waitsOfOneThreadDoNotOverlap() throws Exception {
    Timeline workers = drawn(Sample.WORKERS);

    assertThat(workers.lanes())
        .allSatisfy(lane -> {
          for (int i = 1; i < lane.waits().size(); i++) {
            assertThat(lane.waits().get(i).from())
                .isGreaterThanOrEqualTo(lane.waits().get(i - 1).to());
          }
          assertThat(lane.waited()).isBetween(0L, lane.to() - lane.from());
        });
  }

  @Test
  void theSameObjectSentTwiceMakesTwoArrows() throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();

    Timeline timeline =
        drawn(() -> {
          orders.sender().send("tea");
          orders.sender().send("tea");
          orders.receiver().receive();
          orders.receiver().receive();
        });

    List<Arrow> arrows = arrows(timeline, Kind.MESSAGE);
    assertThat(arrows).hasSize(2);
    assertThat(arrows.get(0).from()).isLessThan(arrows.get(1).from());
    assertThat(arrows.get(0).to()).isLessThan(arrows.get(1).to());
  }

  @Test
  void aReceiveWhoseSendWasBeforeTheRecordingMakesNoArrow() throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").capacity(2).build();
    orders.sender().send("tea");

    Timeline timeline =
        drawn(() -> {
          orders.receiver().receive();
          orders.sender().send("tea");
        });

    assertThat(timeline.arrows()).isEmpty();
  }

  @Test
  void whatIsBeyondTheLimitIsLeftOutAndSaid() throws Exception {
    Path file = folder.resolve("sample.jfr");
    Sample.RING.record(file);

    Timeline timeline = Drawing.of("ring", Events.of(file), 10);

    assertThat(timeline.messages()).isEqualTo(10);
    assertThat(timeline.notes()).containsExactly("Only the first 10 of 36 messages are drawn.");
  }

  @Test
  void withoutMessagesThePageSaysHowToGetThem() throws Exception {
    Timeline timeline =
        drawn(() -> {
          try (Scope scope = Scope.open("kettle")) {
            scope.fork("brew", () -> "tea");
            scope.join();
          }
        });

    assertThat(timeline.notes())
        .containsExactly("Messages were not recorded: enable dev.towpath.Message.");
  }

  @Test
  void aThreadWithoutAnyEventOfOursHasNoLane() throws Exception {
    Timeline timeline =
        drawn(() -> {
          Thread.ofVirtual().name("stranger").start(() -> {}).join();
          Channel.buffered(1).sender().send("tea");
        });

    assertThat(timeline.lanes()).extracting(Lane::name).doesNotContain("stranger");
  }

  @Test
  void tasksOfAnExecutorHaveItsName() throws Exception {
    Timeline timeline =
        drawn(() -> {
          try (BoundedExecutor kettle = BoundedExecutor.builder(1, 0).name("kettle").build()) {
            kettle.submit(() -> "tea").get();
          }
        });

    assertThat(lane(timeline, "kettle-1").scope()).isEqualTo("kettle");
  }

  @Test
  void overflowsAndCancelsAreMarks() throws Exception {
    Channel<String> ticks =
        Channel.<String>builder().name("ticks").capacity(1).overflow(Overflow.DROP_OLDEST).build();
    CountDownLatch never = new CountDownLatch(1);

    Timeline timeline =
        drawn(() -> {
          ticks.sender().trySend("one");
          ticks.sender().trySend("two");
          try (Scope scope = Scope.open("kettle")) {
            scope.fork(() -> never.await());
            scope.cancel();
          }
        });

    assertThat(timeline.marks())
        .extracting(Timeline.Mark::what)
        .contains("overflow of 'ticks': DROP_OLDEST", "cancel of 'kettle'");
  }

  @Test
  void whoWasWokenIsReadyUntilItRuns() throws Exception {
    Timeline ring = drawn(Sample.RING);

    List<Bar> waits = lane(ring, "ring-5").waits();
    assertThat(waits)
        .anySatisfy(wait -> assertThat(wait.what()).isEqualTo("after its start"))
        .anySatisfy(wait -> assertThat(wait.what()).isEqualTo("after a wait"));
    assertThat(waits)
        .filteredOn(wait -> wait.what().startsWith("after"))
        .allSatisfy(wait -> assertThat(wait.place()).isEqualTo(Place.READY));
  }

  @Test
  void aWaitOfOursIsNotAlsoAParkOfTheJdk() throws Exception {
    Channel<String> orders = Channel.<String>builder().name("orders").build();

    Timeline timeline =
        drawn(() -> {
          Thread cook =
              Thread.ofPlatform().name("cook").start(() -> orders.receiver().forEach(order -> {}));
          while (cook.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
          }
          orders.sender().close();
          cook.join();
        });

    assertThat(lane(timeline, "cook").waits())
        .extracting(Bar::place)
        .contains(Place.TOWPATH)
        .doesNotContain(Place.ELSEWHERE);
  }
}
