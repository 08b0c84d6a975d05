package dev.towpath.blockhound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.blockhound.Hound.Bark;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whom the hound blames. */
class HoundTest {
  private static final String PARK = "jdk.internal.misc.Unsafe#park";

  @Test
  void ourCodeThatParksByWayOfTheJdk() {
    assertThat(
            called(
                    PARK,
                    "jdk.internal.misc.Unsafe.park",
                    "java.util.concurrent.locks.ReentrantLock.lock",
                    "dev.towpath.channel.Gate.lock",
                    "org.example.App.run")
                .isOurs())
        .isTrue();
  }

  @Test
  void notWhatALibraryDoesWhenWeCallIt() {
    assertThat(
            called(
                    PARK,
                    "java.util.concurrent.locks.LockSupport.park",
                    "org.example.Source.request",
                    "dev.towpath.flow.in.Upstream.call")
                .isOurs())
        .isFalse();
  }

  @Test
  void aYieldIsForgivenInOurLocksOnly() {
    assertThat(
            called(
                    "java.lang.Thread.yield0",
                    "java.lang.Thread.yield",
                    "dev.towpath.channel.Gate.lockContended")
                .isOurs())
        .isFalse();
    assertThat(
            called(
                    "java.lang.Thread.yield0",
                    "java.lang.Thread.yield",
                    "dev.towpath.vertx.runtime.WayBack.awaitHandOver")
                .isOurs())
        .isTrue();
  }

  private static Bark called(String method, String... frames) {
    List<StackTraceElement> stack =
        Arrays.stream(frames)
            .map(frame -> {
              int dot = frame.lastIndexOf('.');
              return new StackTraceElement(
                  frame.substring(0, dot), frame.substring(dot + 1), null, -1);
            })
            .toList();
    return new Bark(method, "a thread", stack);
  }
}
