package dev.towpath.channel;

import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What never waits acts at one instant: every outcome is one of {@link Model}'s. */
@Tag("heavy")
@Timeout(300)
class LinearizabilityTest {
  @ParameterizedTest
  @ValueSource(classes = {Rendezvous.class, One.class, Two.class, Latest.class, Failing.class})
  void everyInterleavingOfAChannelIsAllowedByTheModel(Class<?> operations) {
    modelChecking(4, 150).sequentialSpecification(specificationOf(operations)).check(operations);
  }

  @ParameterizedTest
  @ValueSource(classes = {One.class, Two.class, Latest.class})
  void everyOutcomeOfAChannelUnderStressIsAllowedByTheModel(Class<?> operations) {
    stress(4, 1_000).sequentialSpecification(specificationOf(operations)).check(operations);
  }

  @Test
  void everyInterleavingOfASelectIsAllowedByTheModel() {
    modelChecking(2, 60).sequentialSpecification(TwoModels.class).check(TwoChannels.class);
    modelChecking(2, 60).sequentialSpecification(Total.class).check(EitherOfTwo.class);
  }

  @Test
  void everyOutcomeOfASelectUnderStressIsAllowedByTheModel() {
    stress(4, 1_000).sequentialSpecification(TwoModels.class).check(TwoChannels.class);
    stress(4, 1_000).sequentialSpecification(Total.class).check(EitherOfTwo.class);
  }

  private static Options<?, ?> modelChecking(int scenarios, int interleavings) {
    return new ModelCheckingOptions()
        .iterations(scenarios)
        .invocationsPerIteration(interleavings)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(2)
        .actorsAfter(2);
  }

  private static Options<?, ?> stress(int scenarios, int runs) {
    return new StressOptions()
        .iterations(scenarios)
        .invocationsPerIteration(runs)
        .threads(3)
        .actorsPerThread(3)
        .actorsBefore(1)
        .actorsAfter(2);
  }

  private static Class<?> specificationOf(Class<?> operations) {
    return operations.getDeclaredClasses()[0];
  }

  /** A channel; each answer is a text, so that it can be compared with the model's. */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public abstract static class Real {
    private final Channel<Integer> channel;

    Real(int capacity, Overflow overflow) {
      channel = Channel.<Integer>builder().capacity(capacity).overflow(overflow).build();
    }

    @Operation
    public String trySend(@Param(name = "value") int value) {
      return channel.sender().trySend(value).toString();
    }

    @Operation
    public String tryReceive() {
      return switch (channel.receiver().tryReceive()) {
        case TryReceive.Value<Integer>(var value) -> value.toString();
        case TryReceive.Empty<Integer> empty -> "null";
        case TryReceive.Closed<Integer> end -> "END";
      };
    }

    @Operation
    public String counts() {
      return channel.counts().toString();
    }

    @Operation
    public int size() {
      return channel.size();
    }

    @Operation
    public void end() {
      channel.sender().close();
    }

    @Operation
    public void stop() {
      channel.receiver().close();
    }
  }

  public abstract static class Specified {
    private final Model model;

    Specified(int capacity, Overflow overflow) {
      model = new Model(capacity, overflow);
    }

    public String trySend(int value) {
      return model.offer(value).toString();
    }

    public String tryReceive() {
      return String.valueOf(model.poll());
    }

    public String counts() {
      return model.counts().toString();
    }

    public int size() {
      return model.buffer.size();
    }

    public void end() {
      model.end(null);
    }

    public void stop() {
      model.stop();
    }
  }

  public static final class Rendezvous extends Real {
    public Rendezvous() {
      super(0, Overflow.WAIT);
    }

    public static final class Specification extends Specified {
      public Specification() {
        super(0, Overflow.WAIT);
      }
    }
  }

  public static final class One extends Real {
    public One() {
      super(1, Overflow.WAIT);
    }

    public static final class Specification extends Specified {
      public Specification() {
        super(1, Overflow.WAIT);
      }
    }
  }

  public static final class Two extends Real {
    public Two() {
      super(2, Overflow.WAIT);
    }

    public static final class Specification extends Specified {
      public Specification() {
        super(2, Overflow.WAIT);
      }
    }
  }

  public static final class Latest extends Real {
    public Latest() {
      super(1, Overflow.DROP_OLDEST);
    }

    public static final class Specification extends Specified {
      public Specification() {
        super(1, Overflow.DROP_OLDEST);
      }
    }
  }

  public static final class Failing extends Real {
    public Failing() {
      super(1, Overflow.FAIL);
    }

    public static final class Specification extends Specified {
      public Specification() {
        super(1, Overflow.FAIL);
      }
    }
  }

  /** Two channels and selects over both that prefer the left one, as the model can say which. */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public static final class TwoChannels {
    private final Channel<Integer> left = Channel.buffered(1);
    private final Channel<Integer> right = Channel.buffered(1);

    @Operation
    public String sendLeft(@Param(name = "value") int value) {
      return left.sender().trySend(value).toString();
    }

    @Operation
    public String sendRight(@Param(name = "value") int value) {
      return right.sender().trySend(value).toString();
    }

    @Operation
    public String receiveEither() {
      return poll(
          Select.receive(left.receiver(), value -> "left " + value),
          Select.receive(right.receiver(), value -> "right " + value));
    }

    @Operation
    public String sendEither(@Param(name = "value") int value) {
      return poll(
          Select.send(left.sender(), value, () -> "left"),
          Select.send(right.sender(), value, () -> "right"));
    }

    @Operation
    public String receiveLeftOrSendRight(@Param(name = "value") int value) {
      return poll(
          Select.receive(left.receiver(), received -> "left " + received),
          Select.send(right.sender(), value, () -> "right"));
    }

    @Operation
    public void endLeft() {
      left.sender().close();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // passed on to the same
    private static String poll(Select.Case<String>... cases) {
      try {
        return Select.of(cases).prioritized().poll().orElse("none");
      } catch (ChannelClosedException e) {
        return "closed";
      }
    }
  }

  public static final class TwoModels {
    private final Model left = new Model(1, Overflow.WAIT);
    private final Model right = new Model(1, Overflow.WAIT);

    public String sendLeft(int value) {
      return left.offer(value).toString();
    }

    public String sendRight(int value) {
      return right.offer(value).toString();
    }

    public String receiveEither() {
      String answer = receive(left, "left ");
      return answer.equals("none") ? receive(right, "right ") : answer;
    }

    public String sendEither(int value) {
      String answer = send(left, value, "left");
      return answer.equals("none") ? send(right, value, "right") : answer;
    }

    public String receiveLeftOrSendRight(int value) {
      String answer = receive(left, "left ");
      return answer.equals("none") ? send(right, value, "right") : answer;
    }

    public void endLeft() {
      left.end(null);
    }

    private static String receive(Model from, String name) {
      return from.poll() instanceof Integer value ? name + value : "none"; // an end is left out
    }

    private static String send(Model to, int value, String name) {
      return switch (to.offer(value)) {
        case SENT -> name;
        case FULL -> "none";
        case CLOSED -> "closed";
      };
    }
  }

  /** Two channels and selects that take either: what is left must be the same, not which. */
  @Param(name = "value", gen = IntGen.class, conf = "1:9")
  public static final class EitherOfTwo {
    private final Channel<Integer> left = Channel.buffered(16);
    private final Channel<Integer> right = Channel.buffered(16);

    @Operation
    public void sendLeft() {
      left.sender().trySend(1);
    }

    @Operation
    public void sendRight() {
      right.sender().trySend(1);
    }

    @Operation
    public boolean receiveEither() {
      return Select.of(
              Select.receive(left.receiver(), value -> 1),
              Select.receive(right.receiver(), value -> 1))
          .poll()
          .isPresent();
    }

    @Operation
    public void sendEither() {
      Select.of(Select.send(left.sender(), 1, () -> 1), Select.send(right.sender(), 1, () -> 1))
          .poll();
    }
  }

  public static final class Total {
    private int total;

    public void sendLeft() {
      total++;
    }

    public void sendRight() {
      total++;
    }

    public boolean receiveEither() {
      return total > 0 && total-- > 0;
    }

    public void sendEither() {
      total++;
    }
  }
}
