package dev.towpath.channel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Lets listed {@code ScopedValue}s cross a bridge: contract C13. The JDK hands their bindings to no
 * other thread, and tells nobody which there are, so those that are to travel must be listed. Needs
 * Java 25, where they are final; everything else here works on 21.
 *
 * <p>Best listed once, for all bridges, in a {@link ContextCarrier} of the application's own, which
 * {@link java.util.ServiceLoader} finds:
 *
 * <p>
 *
 * {@snippet :
 * public final class OurScopedValues implements ContextCarrier {
 *   @Override
 *   public Snapshot capture() {
 *     return ScopedValues.capture(TENANT, USER);
 *   }
 * }
 * }
 *
 * <p>Or for one bridge, with {@code options.context(ScopedValues.capture(TENANT))}, which then
 * stands instead of what the carriers capture.
 */
public final class ScopedValues {
  private static final int FINAL_IN = 25;

  private ScopedValues() {}

  /**
   * Takes what the listed values are bound to on the calling thread now. Never waits.
   *
   * @param scopedValues instances of {@code ScopedValue}. One that is not bound is left as it is
   *     where the snapshot is opened: unbound, on the threads of bodies
   * @return binds them again around bodies and hooks
   * @throws IllegalArgumentException if one of them is no {@code ScopedValue}
   * @throws UnsupportedOperationException if this is a Java before 25
   */
  public static ContextCarrier.Snapshot capture(Object... scopedValues) {
    Objects.requireNonNull(scopedValues, "scoped values are null");
    if (Runtime.version().feature() < FINAL_IN) {
      throw new UnsupportedOperationException(
          "scoped values need Java " + FINAL_IN + " or later, this is " + Runtime.version());
    }
    Object bindings = null;
    for (Object scopedValue : scopedValues) {
      if (!Handles.TYPE.isInstance(Objects.requireNonNull(scopedValue, "scoped value is null"))) {
        throw new IllegalArgumentException("not a ScopedValue: " + scopedValue);
      }
      bindings = Handles.added(bindings, scopedValue);
    }
    return new Bindings(bindings);
  }

  /**
   * What was bound.
   *
   * @param carrier a {@code ScopedValue.Carrier}; null when nothing was bound
   */
  private record Bindings(@Nullable Object carrier) implements ContextCarrier.Snapshot {
    @Override
    public <R extends @Nullable Object> R call(Callable<? extends R> code) throws Exception {
      if (carrier == null) {
        return code.call();
      }
      Run<R> run = new Run<>(code);
      Handles.run(carrier, run);
      return run.outcome();
    }
  }

  /** A callable as a runnable, whose type is the same on 21 and 25. */
  private static final class Run<R extends @Nullable Object> implements Runnable {
    private final Callable<? extends R> code;
    private @Nullable R result;
    private @Nullable Exception failure;

    Run(Callable<? extends R> code) {
      this.code = code;
    }

    @Override
    public void run() {
      try {
        result = code.call();
      } catch (Exception e) {
        failure = e;
      }
    }

    @SuppressWarnings("NullAway") // null only if the code returned null, which R then allows
    R outcome() throws Exception {
      if (failure != null) {
        throw failure;
      }
      return result;
    }
  }

  /** The methods of ScopedValue that javac for 21 does not know. Loaded on 25 and later only. */
  private static final class Handles {
    static final Class<?> TYPE;
    private static final MethodHandle IS_BOUND; // (Object) boolean
    private static final MethodHandle GET; // (Object) Object
    private static final MethodHandle FIRST; // (Object, Object) Object
    private static final MethodHandle NEXT; // (Object, Object, Object) Object
    private static final MethodHandle RUN; // (Object, Runnable) void

    static {
      try {
        TYPE = Class.forName("java.lang.ScopedValue");
        Class<?> carrier = Class.forName("java.lang.ScopedValue$Carrier");
        MethodType where = MethodType.methodType(carrier, TYPE, Object.class);
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        IS_BOUND =
            erased(lookup.findVirtual(TYPE, "isBound", MethodType.methodType(boolean.class)));
        GET = erased(lookup.findVirtual(TYPE, "get", MethodType.methodType(Object.class)));
        FIRST = erased(lookup.findStatic(TYPE, "where", where));
        NEXT = erased(lookup.findVirtual(carrier, "where", where));
        RUN =
            erased(
                lookup.findVirtual(
                    carrier, "run", MethodType.methodType(void.class, Runnable.class)));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static MethodHandle erased(MethodHandle handle) {
      MethodType type = handle.type();
      for (int i = 0; i < type.parameterCount(); i++) {
        if (type.parameterType(i) != Runnable.class) {
          type = type.changeParameterType(i, Object.class);
        }
      }
      if (!type.returnType().isPrimitive()) {
        type = type.changeReturnType(Object.class);
      }
      return handle.asType(type);
    }

    /** Returns the carrier with one more binding, or as it was if the value is not bound. */
    static @Nullable Object added(@Nullable Object carrier, Object scopedValue) {
      try {
        if (!(boolean) IS_BOUND.invokeExact(scopedValue)) {
          return carrier;
        }
        Object bound = (Object) GET.invokeExact(scopedValue);
        return carrier == null
            ? (Object) FIRST.invokeExact(scopedValue, bound)
            : (Object) NEXT.invokeExact(carrier, scopedValue, bound);
      } catch (Throwable t) { // none of them declares a checked one
        throw BridgeException.unchecked(t);
      }
    }

    static void run(Object carrier, Runnable code) {
      try {
        RUN.invokeExact(carrier, code);
      } catch (Throwable t) { // none of them declares a checked one
        throw BridgeException.unchecked(t);
      }
    }
  }
}
