package dev.towpath.benchmarks.tasks;

import dev.towpath.benchmarks.coroutines.Tasks;
import dev.towpath.benchmarks.rivals.Rivals;
import dev.towpath.scope.Scope;
import dev.towpath.scope.Task;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** A way to fork tasks and to join them. */
interface Forks {
  String STRUCTURED = "structured";
  String EXECUTOR = "executor";

  /** Forks so many tasks, each of which returns its number, from 0, and adds up the results. */
  long sumOf(int tasks) throws Throwable;

  static Forks named(String name) {
    return switch (name) {
      case Rivals.OURS -> Forks::ours;
      case STRUCTURED -> new Structured();
      case EXECUTOR -> Forks::executor;
      case Rivals.KOTLIN -> Tasks::sumOf;
      default -> throw new IllegalArgumentException("no such way to fork: " + name);
    };
  }

  private static long ours(int tasks) throws InterruptedException {
    try (Scope scope = Scope.open()) {
      List<Task<Integer>> forked = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        int number = i;
        forked.add(scope.fork(() -> number));
      }
      scope.join();
      long sum = 0;
      for (Task<Integer> task : forked) {
        sum += task.get();
      }
      return sum;
    }
  }

  /** No scope: a failure cancels nothing, and nobody waits for the rest. */
  private static long executor(int tasks) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> submitted = new ArrayList<>(tasks);
      for (int i = 0; i < tasks; i++) {
        int number = i;
        submitted.add(threads.submit(() -> number));
      }
      long sum = 0;
      for (Future<Integer> task : submitted) {
        sum += task.get();
      }
      return sum;
    }
  }

  /** The JDK's preview of Java 25, by method handles, since our classes must run without it. */
  final class Structured implements Forks {
    private static final MethodHandle OPEN;
    private static final MethodHandle FORK;
    private static final MethodHandle JOIN;

    static {
      try {
        String name = "java.util.concurrent.StructuredTaskScope";
        Class<?> scope = Class.forName(name);
        Class<?> subtask = Class.forName(name + "$Subtask");
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        OPEN =
            lookup
                .findStatic(scope, "open", MethodType.methodType(scope))
                .asType(MethodType.methodType(AutoCloseable.class));
        FORK =
            lookup
                .findVirtual(scope, "fork", MethodType.methodType(subtask, Callable.class))
                .asType(MethodType.methodType(Supplier.class, AutoCloseable.class, Callable.class));
        JOIN =
            lookup
                .findVirtual(scope, "join", MethodType.methodType(Object.class))
                .asType(MethodType.methodType(Object.class, AutoCloseable.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    @Override
    @SuppressWarnings("unchecked") // a Subtask is the Supplier of its callable's result
    public long sumOf(int tasks) throws Throwable {
      try (AutoCloseable scope = (AutoCloseable) OPEN.invokeExact()) {
        List<Supplier<Integer>> forked = new ArrayList<>(tasks);
        for (int i = 0; i < tasks; i++) {
          int number = i;
          Callable<Integer> body = () -> number;
          Supplier<Integer> task = (Supplier<Integer>) FORK.invokeExact(scope, body);
          forked.add(task);
        }
        Object nothing = JOIN.invokeExact(scope);
        long sum = 0;
        for (Supplier<Integer> task : forked) {
          sum += task.get();
        }
        return sum;
      }
    }
  }
}
