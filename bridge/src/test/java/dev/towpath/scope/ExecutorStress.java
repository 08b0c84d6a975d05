package dev.towpath.scope;

import dev.towpath.scope.BoundedExecutor.Counts;
import dev.towpath.scope.BoundedExecutor.WhenFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Many threads on one executor that submit, cancel, wait and interrupt one another, in an order
 * made from a seed, until somebody ends it. Afterwards every task must have met exactly one fate.
 */
final class ExecutorStress {
  private static final Duration SHORT = Duration.ofNanos(50_000);

  private final class Task implements Runnable {
    final SplittableRandom random;
    final AtomicInteger runs = new AtomicInteger();
    volatile @Nullable Future<?> future;
    volatile boolean rejected;

    Task(SplittableRandom random) {
      this.random = random;
      tasks.add(this);
    }

    @Override
    public void run() {
      runs.incrementAndGet();
      boolean ours = Thread.currentThread().getName().startsWith("stress-");
      boolean outermost = ours && depths.merge(Thread.currentThread(), 1, Integer::sum) == 1;
      int now = outermost ? running.incrementAndGet() : 0;
      try {
        if (now > most) {
          surprises.add(new AssertionError(now + " run at once, not " + most));
        }
        work();
      } finally {
        if (outermost) {
          running.decrementAndGet();
        }
        if (ours) {
          depths.merge(Thread.currentThread(), -1, (a, b) -> a + b == 0 ? null : a + b);
        }
      }
    }

    private void work() {
      switch (random.nextInt(12)) {
        case 0 -> throw new Boom();
        case 1 -> Thread.yield();
        case 2, 3 -> giveAway(new Task(random.split()), random.split());
        case 4 -> {
          try {
            Thread.sleep(Duration.ofNanos(random.nextInt(100_000)));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        }
        default -> {}
      }
    }
  }

  private static final class Boom extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final long seed;
  private final int most;
  private final int room;
  private final int each;
  private final SplittableRandom random;
  private final BoundedExecutor executor;
  private final List<Thread> submitters = new ArrayList<>();
  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Runnable> discarded = ConcurrentHashMap.newKeySet();
  private final Set<Runnable> givenBack = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMap<Thread, Integer> depths = new ConcurrentHashMap<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicLong rejections = new AtomicLong();
  private final Queue<Throwable> surprises = new ConcurrentLinkedQueue<>();
  private final CountDownLatch submittersLeft;

  ExecutorStress(long seed, int threads, int each) {
    this.seed = seed;
    this.each = each;
    random = new SplittableRandom(seed);
    most = 1 + random.nextInt(random.nextBoolean() ? 3 : 200);
    int waiting = random.nextInt(random.nextBoolean() ? 3 : 500);
    WhenFull policy = WhenFull.values()[random.nextInt(WhenFull.values().length)];
    room = policy == WhenFull.DISCARD_OLDEST ? Math.max(1, waiting) : waiting;
    BoundedExecutor.Builder builder =
        BoundedExecutor.builder(most, room)
            .name("stress")
            .whenFull(policy)
            .fair(random.nextBoolean())
            .onDiscarded(this::discarded);
    if (random.nextInt(3) == 0) {
      builder.waitLimit(SHORT);
    }
    executor = builder.build();
    submittersLeft = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      SplittableRandom own = random.split();
      submitters.add(Thread.ofVirtual().name("submitter-" + i).unstarted(() -> submitAll(own)));
    }
  }

  /** Runs to the end and throws whatever went wrong. */
  void run() throws InterruptedException {
    submitters.forEach(Thread::start);
    int end = random.nextInt(4); // 0: only when all is submitted
    disturb(end == 0 ? submitters.size() * each / 4 : random.nextInt(submitters.size() * each));
    if (end == 0) {
      await(submittersLeft);
    }
    switch (end) {
      case 1 -> executor.shutdown();
      case 2 -> givenBack.addAll(executor.shutdownNow());
      case 3 -> executor.close(SHORT, SHORT);
      default -> executor.close();
    }
    await(submittersLeft);
    if (!executor.awaitTermination(1, TimeUnit.MINUTES)) {
      surprises.add(new AssertionError("left running: " + executor.counts()));
    }
    try {
      checkBooks();
    } catch (Throwable t) {
      surprises.add(t);
    }
    if (!surprises.isEmpty()) {
      AssertionError failure =
          new AssertionError(surprises.size() + " surprises with -Dtowpath.stress.seed=" + seed);
      surprises.forEach(failure::addSuppressed);
      throw failure;
    }
  }

  private void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(1, TimeUnit.MINUTES)) {
      surprises.add(new AssertionError(latch.getCount() + " left waiting: " + executor.counts()));
    }
  }

  /** Interrupts submitters, and looks at the bounds meanwhile. */
  private void disturb(int times) {
    for (int i = 0; i < times; i++) {
      submitters.get(random.nextInt(submitters.size())).interrupt();
      Counts now = executor.counts();
      if (now.running() > most || now.waiting() > room) {
        surprises.add(new AssertionError(now + ", not " + most + " and " + room));
      }
      Thread.yield();
    }
  }

  private void submitAll(SplittableRandom own) {
    try {
      for (int i = 0; i < each; i++) {
        giveAway(new Task(own.split()), own);
      }
    } catch (Throwable t) {
      surprises.add(t);
    } finally {
      submittersLeft.countDown();
    }
  }

  private void giveAway(Task task, SplittableRandom own) {
    try {
      if (own.nextInt(3) == 0) {
        executor.execute(task);
      } else {
        Future<?> future = executor.submit(task);
        task.future = future;
        use(future, own);
      }
    } catch (RejectedExecutionException e) {
      task.rejected = true;
      rejections.incrementAndGet();
    } catch (Boom e) {
      // the caller has run it
    }
  }

  private void use(Future<?> future, SplittableRandom own) {
    try {
      switch (own.nextInt(6)) {
        case 0 -> future.cancel(own.nextBoolean());
        case 1 -> future.get(SHORT.toNanos(), TimeUnit.NANOSECONDS);
        case 2 -> future.get(5, TimeUnit.MILLISECONDS);
        default -> {}
      }
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      // any outcome is fine
    } catch (InterruptedException e) {
      // so is this; the flag is clear
    }
  }

  private void discarded(Runnable task) {
    if (!discarded.add(task)) {
      surprises.add(new AssertionError("discarded twice: " + task));
    }
  }

  private void checkBooks() {
    long ran = 0;
    long dropped = 0;
    for (Task task : tasks) {
      Future<?> future = task.future;
      Runnable known = future instanceof Runnable runnable ? runnable : task;
      int runs = task.runs.get();
      boolean back = givenBack.contains(known) || givenBack.contains(task);
      boolean toldElse = discarded.contains(known) || future != null && future.isCancelled();
      int fates = runs + (task.rejected ? 1 : 0) + (back ? 1 : 0);
      if (fates > 1 || fates == 0 && !toldElse || runs > 0 && discarded.contains(known)) {
        surprises.add(
            new AssertionError(
                "runs "
                    + runs
                    + ", rejected "
                    + task.rejected
                    + ", back "
                    + back
                    + ", future "
                    + future));
      }
      if (future != null && !back && !future.isDone()) {
        surprises.add(new AssertionError("not told: " + future));
      }
      ran += runs;
      dropped += runs == 0 && !task.rejected ? 1 : 0;
    }
    Counts counts = executor.counts();
    check("completed", counts.completed(), ran);
    check("rejected", counts.rejected(), rejections.get());
    check("discarded", counts.discarded(), dropped);
    check("running", counts.running() + counts.waiting() + counts.submitting(), 0);
  }

  private void check(String what, long counted, long expected) {
    if (counted != expected) {
      surprises.add(new AssertionError(what + " is " + counted + ", not " + expected));
    }
  }
}
