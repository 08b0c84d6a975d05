package dev.towpath.samples.crossing;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;

/** Vert.x as small as it gets: one event loop, and nothing of its own on the disk. */
record LocalVertx(Vertx vertx) implements AutoCloseable {
  static LocalVertx start() {
    FileSystemOptions noFiles =
        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false);
    return new LocalVertx(
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(noFiles)));
  }

  /** Drops all connections and waits until the event loop has ended, also if interrupted. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
