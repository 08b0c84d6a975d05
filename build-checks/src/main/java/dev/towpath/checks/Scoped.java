package dev.towpath.checks;

import java.util.concurrent.Callable;

/**
 * A {@code ScopedValue} for tests, which are compiled for 21: there it is a preview, and final in
 * 25 only.
 */
public final class Scoped {
  private final Object scopedValue;

  private Scoped(Object scopedValue) {
    this.scopedValue = scopedValue;
  }

  /** Whether the JDK that runs has them for good. */
  public static boolean areThere() {
    return Runtime.version().feature() >= 25;
  }

  /** Makes one that is not bound. */
  public static Scoped unbound() {
    return new Scoped(call("newInstance", null));
  }

  /** Returns the real thing. */
  public Object scopedValue() {
    return scopedValue;
  }

  /** Returns what it is bound to on the calling thread, or {@code unbound}. */
  public String seen() {
    return (String) call("orElse", scopedValue, "unbound");
  }

  /** Runs code with this bound to {@code value}. */
  public <R> R callWith(String value, Callable<R> code) throws Exception {
    Outcome<R> outcome = new Outcome<>();
    Object carrier = call("where", null, scopedValue, value);
    Runnable run =
        () -> {
          try {
            outcome.result = code.call();
          } catch (Exception e) {
            outcome.failure = e;
          }
        };
    carrierRun(carrier, run);
    if (outcome.failure != null) {
      throw outcome.failure;
    }
    return outcome.result;
  }

  private static final class Outcome<R> {
    private R result;
    private Exception failure;
  }

  private static void carrierRun(Object carrier, Runnable run) {
    try {
      Class.forName("java.lang.ScopedValue$Carrier")
          .getMethod("run", Runnable.class)
          .invoke(carrier, run);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object call(String method, Object on, Object... arguments) {
    try {
      Class<?> type = Class.forName("java.lang.ScopedValue");
      Class<?>[] types =
          switch (method) {
            case "orElse" -> new Class<?>[] {Object.class};
            case "where" -> new Class<?>[] {type, Object.class};
            default -> new Class<?>[0];
          };
      return type.getMethod(method, types).invoke(on, arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
