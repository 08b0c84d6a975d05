package dev.towpath.benchmarks.rivals;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** The rivals by the names that reports use. */
public final class Rivals {
  public static final String OURS = "ours";

  /** Ours, 64 values in each call; not a rival, but what a single send each leaves out. */
  public static final String OURS_BATCHED = "ours-by-64";

  public static final String JOX = "jox";
  public static final String KOTLIN = "kotlin";
  public static final String ARRAY_QUEUE = "array-queue";
  public static final String SYNCHRONOUS_QUEUE = "sync-queue";

  /** Not in this JVM: its program is run by the side. */
  public static final String GO = "go";

  public static final String TRANSFER_QUEUE = "transfer-queue";

  /** Ours in a JVM without the module of the flight recorder. */
  public static final String WITHOUT_RECORDER = "no-recorder";

  private Rivals() {}

  /** What its JVM needs to be told. */
  public static List<String> jvmArgs(String name) {
    return name.equals(WITHOUT_RECORDER)
        ? List.of("--limit-modules=java.base,java.logging,jdk.management,jdk.unsupported")
        : List.of();
  }

  /** Returns the one with this name. */
  public static Rival named(String name) {
    return switch (name) {
      case OURS -> new TowpathRival();
      case OURS_BATCHED -> new BatchRival();
      case JOX -> new JoxRival();
      case KOTLIN -> new KotlinRival();
      case ARRAY_QUEUE -> new QueueRival(ArrayBlockingQueue::new);
      case SYNCHRONOUS_QUEUE -> new QueueRival(capacity -> new SynchronousQueue<>());
      case TRANSFER_QUEUE -> new TransferRival();
      default -> throw new IllegalArgumentException("no such rival: " + name);
    };
  }
}
