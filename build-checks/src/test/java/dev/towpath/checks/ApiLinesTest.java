package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

public class ApiLinesTest {
  @Test
  void classIsToldWithItsOpenMembersSorted() {
    assertThat(ApiLines.of(Ferry.class))
        .containsExactly(
            "abstract static class dev.towpath.checks.ApiLinesTest.Ferry<T extends Comparable<T>>"
                + " extends ApiLinesTest.Boat implements AutoCloseable",
            "  static final int SEATS",
            "  protected new(String, int[]...)",
            "  <R> java.util.List<? super R> carry(java.util.function.Function<? super T, ? extends"
                + " @Nullable R>) throws java.io.IOException, InterruptedException",
            "  void close()",
            "  protected abstract void cross()",
            "  @Nullable String name(@Nullable Object, String @Nullable [])",
            "  @Deprecated static ApiLinesTest.Ferry<?> old()",
            "  void sink()");
  }

  @Test
  void whatTheKindOfATypeImpliesIsNotRepeated() {
    assertThat(ApiLines.of(Bank.class))
        .containsExactly("enum dev.towpath.checks.ApiLinesTest.Bank", "  LEFT", "  RIGHT");
    assertThat(ApiLines.of(Lock.class))
        .containsExactly(
            "sealed interface dev.towpath.checks.ApiLinesTest.Lock extends Runnable",
            "  void flood(long)",
            "  default int gates()",
            "  static ApiLinesTest.Lock open()");
    assertThat(ApiLines.of(Flood.class))
        .containsExactly(
            "record dev.towpath.checks.ApiLinesTest.Flood implements ApiLinesTest.Lock",
            "  new(long)",
            "  void flood(long)",
            "  long litres()",
            "  void run()");
  }

  @Test
  void hiddenTypesAreNoPromise() {
    class Local {}

    assertThat(List.of(Boat.class, Local.class)).noneMatch(ApiLines::isPromised);
    assertThat(ApiLines.isPromised(Callable.class)).isTrue();
  }

  @Test
  void differenceNamesTheTypeOfEachMember() {
    assertThat(
            PublicApi.difference(
                List.of("class a.A", "  int x()", "class a.B", "  int y()"),
                List.of("class a.A", "  int x()", "class a.B", "  long y()", "class a.C")))
        .isEqualTo("- a.B: int y()\n+ a.B: long y()\n+ class a.C\n");
  }

  static class Boat {
    public void sink() {}
  }

  public abstract static class Ferry<T extends Comparable<T>> extends Boat
      implements AutoCloseable {
    public static final int SEATS = 2;

    protected Ferry(String name, int[]... rows) {}

    Ferry() {}

    public <R> List<? super R> carry(Function<? super T, ? extends @Nullable R> load)
        throws IOException, InterruptedException {
      throw new IOException();
    }

    public @Nullable String name(@Nullable Object boat, String @Nullable [] names) {
      return null;
    }

    @Deprecated
    public static Ferry<?> old() {
      throw new UnsupportedOperationException();
    }

    protected abstract void cross();

    void drift() {}

    @Override
    public void close() {}
  }

  public enum Bank {
    LEFT,
    RIGHT
  }

  public sealed interface Lock extends Runnable {
    void flood(long litres);

    default int gates() {
      return 2;
    }

    static Lock open() {
      return new Flood(1);
    }
  }

  public record Flood(long litres) implements Lock {
    @Override
    public void flood(long litres) {}

    @Override
    public void run() {}
  }
}
