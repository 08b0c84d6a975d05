package dev.towpath.rxjava3.guard;

import dev.towpath.channel.BlockingGuard;
import java.util.Optional;

/**
 * Refuses to wait on the threads that RxJava marks as non-blocking: those of the computation and
 * single schedulers. The mark is an interface of an internal package and so is known by its name.
 */
public final class NonBlockingThreads implements BlockingGuard {
  private static final String MARK = "io.reactivex.rxjava3.internal.schedulers.NonBlockingThread";
  private static final Optional<String> REFUSAL =
      Optional.of(
          "RxJava marks it as non-blocking; call a try form here, or move the waiting code"
              + " to a virtual thread with RxBridge.call or publish");

  private static final ClassValue<Boolean> MARKED =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          for (Class<?> mark : type.getInterfaces()) {
            if (mark.getName().equals(MARK)) {
              return true;
            }
          }
          return type.getSuperclass() != null && get(type.getSuperclass());
        }
      };

  @Override
  public Optional<String> refuse(Thread thread) {
    boolean isMarked = !thread.isVirtual() && MARKED.get(thread.getClass()); // theirs have no mark
    return isMarked ? REFUSAL : Optional.empty();
  }
}
