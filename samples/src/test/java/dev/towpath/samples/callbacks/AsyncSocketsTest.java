package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.BridgeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsyncSocketsTest {
  private ServerSocket server;
  private AsynchronousSocketChannel client;

  @BeforeEach
  void open() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    client = AsynchronousSocketChannel.open();
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void conversationInPlainSteps() throws Exception {
    var echo =
        Waiting.start(() -> {
          try (Socket socket = server.accept()) {
            return socket.getInputStream().transferTo(socket.getOutputStream());
          }
        });
    ByteBuffer answer = ByteBuffer.allocate(16);

    AsyncSockets.connect(client, server.getLocalSocketAddress());
    AsyncSockets.write(client, ByteBuffer.wrap("tea".getBytes(StandardCharsets.US_ASCII)));
    while (answer.position() < 3) {
      AsyncSockets.read(client, answer);
    }
    client.shutdownOutput();

    assertThat(new String(answer.array(), 0, 3, StandardCharsets.US_ASCII)).isEqualTo("tea");
    assertThat(AsyncSockets.read(client, ByteBuffer.allocate(1))).isEqualTo(-1);
    assertThat(echo.get()).isEqualTo(3);
  }

  @Test
  void failureToConnectIsTheCause() throws Exception {
    var address = (InetSocketAddress) server.getLocalSocketAddress();
    server.close();

    assertThatThrownBy(() -> AsyncSockets.connect(client, address))
        .isInstanceOf(BridgeException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  @Test
  void interruptClosesTheChannelThatNobodyReadsAnyMore() throws Exception {
    AsyncSockets.connect(client, server.getLocalSocketAddress());
    var waiting =
        Waiting.start(() -> AsyncSockets.read(client, ByteBuffer.allocate(1))).untilParked();

    waiting.interrupt();

    assertThatThrownBy(waiting::get).isInstanceOf(InterruptedException.class);
    assertThat(client.isOpen()).isFalse();
  }
}
