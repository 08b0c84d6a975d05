package dev.towpath.samples.crossing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferStreamTest {
  @Test
  void isTheBytesOfAllBuffersInOrder() throws IOException {
    BufferStream stream =
        new BufferStream(List.of(buffers("to", "", "w"), List.of(), buffers("path")));

    assertThat(stream.read()).isEqualTo('t');
    assertThat(stream.readAllBytes()).asString(US_ASCII).isEqualTo("owpath");
    assertThat(stream.read()).isEqualTo(-1);
  }

  @Test
  void aByteAbove127IsNotTheEnd() {
    ByteBuffer last = ByteBuffer.wrap(new byte[] {(byte) 0xff});
    BufferStream stream = new BufferStream(List.of(List.of(last)));

    assertThat(stream.read()).isEqualTo(255);
  }

  private static List<ByteBuffer> buffers(String... texts) {
    return List.of(texts).stream().map(text -> ByteBuffer.wrap(text.getBytes(US_ASCII))).toList();
  }
}
