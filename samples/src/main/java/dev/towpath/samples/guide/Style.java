package dev.towpath.samples.guide;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A task written in one style, so that the same tests can run all of them.
 *
 * @param <I> what it is about
 * @param <O> its result
 */
@FunctionalInterface
public interface Style<I, O> {
  /**
   * Starts the task and does not wait. Cancelling the future is the caller's way to say that it has
   * lost interest; whether the style can do anything about that is part of what is compared.
   *
   * @param limit for the whole task
   */
  CompletableFuture<O> start(I input, Duration limit);

  /** The outcome that a callback is told, as a future. */
  static <T> CompletableFuture<T> ofCallback(Consumer<BiConsumer<T, Throwable>> task) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    task.accept((value, failure) -> {
      if (failure == null) {
        outcome.complete(value);
      } else {
        outcome.completeExceptionally(failure);
      }
    });
    return outcome;
  }
}
