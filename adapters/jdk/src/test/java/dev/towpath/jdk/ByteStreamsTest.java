package dev.towpath.jdk;

import static dev.towpath.jdk.Running.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import dev.towpath.flow.FlowBridge;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ByteStreamsTest {
  private final Channel<ByteBuffer> channel = Channel.buffered(4);
  private final InputStream in = ByteStreams.reading(channel.receiver());
  private final OutputStream out = ByteStreams.writing(channel.sender());

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void readReturnsAsSoonAsOneByteIsThere() throws Exception {
    byte[] target = new byte[100];
    var reading = start(() -> in.read(target)).awaitParked();

    out.write('t');

    assertThat(reading.get()).isEqualTo(1);
    assertThat(target[0]).isEqualTo((byte) 't');
  }

  @Test
  void readTakesFromABufferWhatFits() throws Exception {
    out.write(bytes("green tea"));
    byte[] target = new byte[5];

    assertThat(in.read(target)).isEqualTo(5);
    assertThat(in.available()).isEqualTo(4);
    assertThat(in.read()).isEqualTo(' ');
    assertThat(in.read(target, 2, 3)).isEqualTo(3);
    assertThat(target).containsExactly('g', 'r', 't', 'e', 'a');
  }

  @Test
  void everyByteValueComesThroughAndThenTheEnd() throws Exception {
    var writing =
        Running.run(() -> {
          for (int i = 0; i < 256; i++) {
            out.write(i);
          }
          out.close();
        });

    for (int i = 0; i < 256; i++) {
      assertThat(in.read()).isEqualTo(i);
    }

    assertThat(in.read()).isEqualTo(-1);
    assertThat(in.read(new byte[8])).isEqualTo(-1);
    writing.get();
  }

  @Test
  void emptyBuffersAreNoEnd() throws Exception {
    channel.sender().send(ByteBuffer.allocate(0));
    channel.sender().send(ByteBuffer.wrap(bytes("tea")));

    assertThat(in.read(new byte[0])).isZero();
    assertThat(in.read()).isEqualTo('t');
  }

  @Test
  void largeWritesAreCutAndWaitForTheReader() throws Exception {
    byte[] large = new byte[1_000_000];
    new Random(1).nextBytes(large);
    var writing =
        Running.run(
                () -> {
                  out.write(large);
                  out.close();
                })
            .awaitParked();
    assertThat(channel.size()).isEqualTo(4);

    byte[] received = in.readAllBytes();

    assertThat(received).isEqualTo(large);
    writing.get();
  }

  @Test
  void whatWasWrittenIsACopy() throws Exception {
    byte[] source = bytes("tea");
    out.write(source);
    source[0] = 'x';

    assertThat(in.read()).isEqualTo('t');
  }

  @Test
  @DisplayName("C2: a failure comes after the data, as the cause of an IOException")
  void failureAfterTheData() throws Exception {
    var failure = new IllegalStateException("no water");
    out.write('t');
    channel.sender().fail(failure);

    assertThat(in.read()).isEqualTo('t');
    assertThatThrownBy(in::read).isInstanceOf(IOException.class).cause().isSameAs(failure);
    assertThatThrownBy(in::read).cause().isSameAs(failure);
  }

  @Test
  @DisplayName("pitfall 43, C6: an interrupted read takes no byte, says so and leaves the flag set")
  void interruptedRead() throws Exception {
    var reading = start(() -> in.read()).awaitParked();

    reading.interrupt();

    assertThatThrownBy(reading::get).isInstanceOf(InterruptedIOException.class);
    assertThat(reading.wasInterruptedAtEnd()).isTrue();
    out.write('t');
    assertThat(in.read()).isEqualTo('t');
  }

  @Test
  @DisplayName("pitfall 43, C6: an interrupted write tells how many bytes have gone")
  void interruptedWrite() throws Exception {
    var writing = Running.run(() -> out.write(new byte[16 * 1024 * 10])).awaitParked();

    writing.interrupt();

    assertThatThrownBy(writing::get)
        .isInstanceOfSatisfying(
            InterruptedIOException.class,
            e -> assertThat(e.bytesTransferred).isEqualTo(4 * 16 * 1024));
    assertThat(writing.wasInterruptedAtEnd()).isTrue();
  }

  @Test
  @DisplayName("pitfall 18, C8: a reader that closes ends a waiting write")
  void closedByReader() throws Exception {
    var writing = Running.run(() -> out.write(new byte[16 * 1024 * 10])).awaitParked();

    in.close();

    assertThatThrownBy(writing::get)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed by reader");
    assertThatThrownBy(() -> out.write(1)).hasMessageContaining("closed by reader");
  }

  @Test
  @DisplayName("pitfall 18: closing from another thread ends a waiting read, not as an end of data")
  void closedWhileReading() throws Exception {
    var reading = start(() -> in.read()).awaitParked();

    in.close();
    in.close();

    assertThatThrownBy(reading::get).isInstanceOf(IOException.class);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }

  @Test
  void closedStreamTakesNoMore() throws Exception {
    out.close();
    out.close();

    assertThatThrownBy(() -> out.write(1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("closed stream");
    assertThat(in.read()).isEqualTo(-1);
  }

  @Test
  @DisplayName("C5, pitfall 42: a read on a thread that must not wait is refused, not hung")
  void refusedOnAnEventLoop() {
    var refused = Running.onEventLoop(() -> in.read());

    assertThatThrownBy(refused::get)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("testkit-event-loop");
  }

  @Test
  void blockingCodecsCrossAPublisher() throws Exception {
    var published =
        FlowBridge.<ByteBuffer>publish(to -> {
          try (var zip = new GZIPOutputStream(new BufferedOutputStream(ByteStreams.writing(to)))) {
            for (int i = 0; i < 10_000; i++) {
              zip.write(bytes("line " + i + "\n"));
            }
          }
        });

    long lines;
    try (var from =
        new DataInputStream(
            new GZIPInputStream(ByteStreams.reading(FlowBridge.open(published, 4))))) {
      lines = new String(from.readAllBytes(), StandardCharsets.US_ASCII).lines().count();
    }

    assertThat(lines).isEqualTo(10_000);
  }
}
