package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.model.Category;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Severity;
import dev.towpath.lint.model.Signature;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Decides whether a call really blocks: the catalogue says so, and nothing around it objects. */
final class SinkCheck {

  private static final long SHORT_MILLIS = 50;
  private static final int MOST_STEPS_UP = 6;

  private static final Set<String> HARMLESS =
      Set.of("close", "builder", "toString", "equals", "hashCode", "getClass", "serviceName");

  private static final Set<String> REVERSE = Set.of("getHostName", "getCanonicalHostName");
  private static final Set<String> PEERS =
      Set.of("remoteAddress", "getRemoteAddress", "getRemoteSocketAddress", "getByAddress");

  private final Program program;
  private final Waits waits;

  SinkCheck(Program program, Waits waits) {
    this.program = program;
    this.waits = waits;
  }

  /** A blocking call with the severity that it has here. */
  record Hit(Entry.Sink sink, Severity severity) {}

  @Nullable Hit check(Invocation invocation) {
    Entry.Sink sink = program.catalogue.find(Entry.Sink.class, invocation.target(), program.index);
    if (sink == null
        || program.options.switchedOff().contains(sink.category())
        || (sink.signature().name().equals("*") && isHarmless(invocation))) {
      return null;
    }
    if (isInMemory(invocation) || isDone(sink.category(), invocation)) {
      return null;
    }
    Severity severity = isReverseLookUp(invocation) ? Severity.ERROR : sink.severity();
    if (program.options.switchedOn().contains(sink.category())) {
      severity = Severity.ERROR;
    }
    Long timeout = timeoutMillis(invocation);
    if (timeout != null && timeout <= SHORT_MILLIS) {
      return timeout <= 0 ? null : new Hit(sink, severity.lower());
    }
    return new Hit(sink, severity);
  }

  /** What to say of a monitor that is entered, or null if nobody wants to know. */
  @Nullable Hit lock(MethodRef monitor) {
    boolean on = program.options.switchedOn().contains(Category.LOCK);
    boolean unwanted = !on && program.options.atLeast() != Confidence.POSSIBLE;
    if (unwanted || program.options.switchedOff().contains(Category.LOCK)) {
      return null;
    }
    Signature signature = new Signature(monitor.owner(), monitor.name(), null);
    Severity severity = on ? Severity.ERROR : Severity.INFO;
    return new Hit(new Entry.Sink(signature, Category.LOCK, severity), severity);
  }

  /** The name of an address is only known if it was made of a name; a peer's never is. */
  private static boolean isReverseLookUp(Invocation invocation) {
    if (invocation.isStatic() || !REVERSE.contains(invocation.target().name())) {
      return false;
    }
    return invocation.arg(0).stream().anyMatch(SinkCheck::isAddressOfPeer);
  }

  private static boolean isAddressOfPeer(Obj address) {
    if (!(address instanceof Obj.Ext ext)) {
      return false;
    }
    if (PEERS.contains(ext.call().target.name())) {
      return true;
    }
    return ext.call().target.name().equals("getAddress")
        && !ext.call().isStatic()
        && ext.call().args.get(0).only() instanceof Origin.Result inner
        && PEERS.contains(inner.call().target.name());
  }

  /** What an entry for all methods of a type does not mean. */
  private static boolean isHarmless(Invocation invocation) {
    return invocation.isStatic()
        || invocation.target().name().startsWith("<")
        || HARMLESS.contains(invocation.target().name());
  }

  private boolean isInMemory(Invocation invocation) {
    if (invocation.isStatic() || invocation.target().name().equals("<init>")) {
      return false;
    }
    Set<Obj> receivers = invocation.arg(0);
    if (receivers.isEmpty()) {
      return isMemory(invocation.target().owner());
    }
    for (Obj each : receivers) {
      String type = each.exactType();
      if (!isMemory(type == null ? invocation.target().owner() : type)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMemory(String type) {
    return program.catalogue.forType(Entry.Memory.class, type, program.index) != null;
  }

  private boolean isDone(Category category, Invocation invocation) {
    if (category != Category.WAIT && category != Category.REACTIVE_BLOCK) {
      return false;
    }
    Call call = invocation.call();
    boolean direct = call != null && call.target.name().equals(invocation.target().name());
    if (direct
        && call != null
        && (Conditions.saysDone(call, program) || isOwnFuture(call, invocation.in()))) {
      return true;
    }
    return waits.isDone(invocation);
  }

  /** Whether code further up only runs because the future is complete. */
  boolean isOverByThen(Hit hit, Invocation invocation, Visit visit) {
    if (hit.sink.category() != Category.WAIT) {
      return false;
    }
    Visit at = visit.from;
    for (int i = 0; at != null && i < MOST_STEPS_UP; i++) {
      if (waits.isDoneAfter(at.node.method, invocation)) {
        return true;
      }
      at = at.from;
    }
    return false;
  }

  /** A listener asks the future that it is told about. */
  private static boolean isOwnFuture(Call call, Node node) {
    return call.args.size() > 0
        && call.args.get(0).only() instanceof Origin.Param param
        && (param.index() > 0 || node.method.isStatic())
        && node.method.name.equals("operationComplete");
  }

  /** A constant timeout in milliseconds, or null if there is none. */
  private static @Nullable Long timeoutMillis(Invocation invocation) {
    Type[] types = Type.getArgumentTypes(invocation.target().desc());
    int shift = invocation.isStatic() ? 0 : 1;
    for (int i = 0; i < types.length; i++) {
      Long number = constant(invocation.arg(i + shift));
      boolean alone = types.length == 1 && types[i].getSort() == Type.LONG;
      boolean unit =
          i + 1 < types.length
              && types[i + 1].getDescriptor().equals("Ljava/util/concurrent/TimeUnit;");
      if (unit && number != null) {
        return number * millis(invocation.arg(i + 1 + shift));
      } else if (alone && number != null) {
        return isForever(invocation, number) ? null : number;
      } else if (types[i].getDescriptor().equals("Ljava/time/Duration;")) {
        return duration(invocation.arg(i + shift));
      }
    }
    return null;
  }

  /** In the JDK's oldest methods a zero means for ever. */
  private static boolean isForever(Invocation invocation, long number) {
    String name = invocation.target().name();
    return number == 0 && (name.equals("wait") || name.equals("join"));
  }

  private static long millis(Set<Obj> unit) {
    for (Obj each : unit) {
      if (each instanceof Obj.Static constant) {
        return switch (constant.name()) {
          case "SECONDS" -> 1_000;
          case "MINUTES" -> 60_000;
          case "HOURS", "DAYS" -> 3_600_000;
          default -> 1;
        };
      }
    }
    return 1_000;
  }

  private static @Nullable Long duration(Set<Obj> durations) {
    for (Obj each : durations) {
      if (each instanceof Obj.Static constant && constant.name().equals("ZERO")) {
        return 0L;
      }
      if (each instanceof Obj.Ext ext
          && ext.call().target.name().equals("ofMillis")
          && ext.call().args.get(0).only() instanceof Origin.Const constant
          && constant.value() instanceof Number number) {
        return number.longValue();
      }
    }
    return null;
  }

  private static @Nullable Long constant(Set<Obj> objects) {
    Long found = null;
    for (Obj each : objects) {
      if (!(each instanceof Obj.Const constant) || !(constant.value() instanceof Number number)) {
        return null;
      }
      found =
          found == null
              ? Long.valueOf(number.longValue())
              : Long.valueOf(Math.max(found, number.longValue()));
    }
    return found;
  }
}
