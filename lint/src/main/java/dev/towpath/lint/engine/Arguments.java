package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What arguments can be, looked up when somebody asks: most are never asked for. */
final class Arguments extends AbstractList<@Nullable Set<Obj>> {

  private final Resolver resolver;
  private final Node node;
  private final @Nullable Value[] values;
  private final @Nullable Set<Obj>[] known;
  private final boolean[] asked;

  @SuppressWarnings({"unchecked", "rawtypes"})
  Arguments(Resolver resolver, Node node, @Nullable Value[] values) {
    this.resolver = resolver;
    this.node = node;
    this.values = values;
    this.known = new Set[values.length];
    this.asked = new boolean[values.length];
  }

  @Override
  public @Nullable Set<Obj> get(int index) {
    Value value = values[index];
    if (value != null && !asked[index]) {
      known[index] = resolver.resolve(value, node);
      asked[index] = true;
    }
    return known[index];
  }

  @Override
  public int size() {
    return values.length;
  }

  private boolean isLiteral(int index) {
    Value value = values[index];
    return value != null && value.only() instanceof Origin.Const;
  }

  /** Whether the argument can be known without a search. */
  static boolean isLiteral(List<@Nullable Set<Obj>> args, int index) {
    return args instanceof Arguments lazy
        ? lazy.isLiteral(index)
        : args instanceof Joined joined ? joined.isLiteral(index) : true;
  }

  /** These arguments, then those. */
  static List<@Nullable Set<Obj>> joined(
      List<@Nullable Set<Obj>> head, List<@Nullable Set<Obj>> tail, int size) {
    return new Joined(head, tail, size);
  }

  /** The same arguments for another receiver. */
  static List<@Nullable Set<Obj>> withReceiver(
      @Nullable Set<Obj> receiver, List<@Nullable Set<Obj>> args) {
    return new Joined(Arrays.asList(receiver), args.subList(1, args.size()), args.size());
  }

  private static final class Joined extends AbstractList<@Nullable Set<Obj>> {

    private final List<@Nullable Set<Obj>> head;
    private final List<@Nullable Set<Obj>> tail;
    private final int size;

    Joined(List<@Nullable Set<Obj>> head, List<@Nullable Set<Obj>> tail, int size) {
      this.head = head;
      this.tail = tail;
      this.size = size;
    }

    @Override
    public @Nullable Set<Obj> get(int index) {
      int below = index - head.size();
      if (below < 0) {
        return head.get(index);
      }
      return below < tail.size() ? tail.get(below) : null;
    }

    @Override
    public int size() {
      return size;
    }

    private boolean isLiteral(int index) {
      int below = index - head.size();
      return below < 0
          ? Arguments.isLiteral(head, index)
          : below >= tail.size() || Arguments.isLiteral(tail, below);
    }
  }
}
