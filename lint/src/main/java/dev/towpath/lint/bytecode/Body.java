package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.List;

/** The code of one method as calls, stores and returned values. */
public final class Body {

  /** What a method without code, or one too large to follow, looks like. */
  public static final Body EMPTY = new Body();

  public final List<Call> calls = new ArrayList<>();
  public final List<LambdaSite> lambdas = new ArrayList<>();
  public final List<FieldStore> stores = new ArrayList<>();
  public final List<Value> returned = new ArrayList<>();
  public final List<Lock> locks = new ArrayList<>();

  /** Positions of calls made while a monitor of this method is held. */
  public final List<Call> underMonitor = new ArrayList<>();

  /** Lines of handlers that catch an interrupt and neither pass it on nor restore it. */
  public final List<Integer> swallowedInterrupts = new ArrayList<>();

  public int firstLine;
  public boolean tooLarge;
}
