package dev.towpath.samples.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GrpcStreamsTest {
  private static final MethodDescriptor<String, String> LIST =
      MethodDescriptor.<String, String>newBuilder()
          .setType(MethodDescriptor.MethodType.SERVER_STREAMING)
          .setFullMethodName("kitchen/list")
          .setRequestMarshaller(new Text())
          .setResponseMarshaller(new Text())
          .build();

  private Server server;
  private ManagedChannel channel;

  private Receiver<String> list(Producer<String> body, int demand) throws IOException {
    String name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(
                ServerServiceDefinition.builder("kitchen")
                    .addMethod(
                        LIST,
                        ServerCalls.asyncServerStreamingCall(
                            (request, responses) -> GrpcStreams.answer(responses, body)))
                    .build())
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
    return GrpcStreams.open(
        messages ->
            ClientCalls.asyncServerStreamingCall(
                channel.newCall(LIST, CallOptions.DEFAULT), "all", messages),
        demand);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void messagesOfBlockingCodeComeOutInOrder() throws Exception {
    List<String> received = new ArrayList<>();

    try (Receiver<String> messages =
        list(
            out -> {
              for (int i = 0; i < 1_000; i++) {
                out.send("tea " + i);
              }
            },
            16)) {
      messages.forEach(received::add);
    }

    assertThat(received).hasSize(1_000).startsWith("tea 0").endsWith("tea 999");
  }

  @Test
  void failureOfTheBodyIsAStatusAfterTheMessages() throws Exception {
    Receiver<String> messages =
        list(
            out -> {
              out.send("tea");
              throw Status.RESOURCE_EXHAUSTED.withDescription("no more").asException();
            },
            16);

    assertThat(messages.receive()).isEqualTo("tea");
    assertThatThrownBy(messages::receive)
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("RESOURCE_EXHAUSTED: no more");
  }

  @Test
  @DisplayName(
      "pitfalls 35, 36: gRPC queues what a call is not ready for; readiness is asked first")
  void serverWritesNoMoreThanTheClientAsksFor() throws Exception {
    var sent = new AtomicInteger();
    var interrupted = new CountDownLatch(1);
    Receiver<String> messages =
        list(
            out -> {
              try {
                while (true) {
                  out.send("tea");
                  sent.incrementAndGet();
                }
              } finally {
                interrupted.countDown();
              }
            },
            4);
    for (int i = 0; i < 100; i++) {
      assertThat(messages.receive()).isEqualTo("tea");
      assertThat(sent.get()).isLessThan(i + 20);
    }

    messages.close();

    interrupted.await();
    assertThat(sent.get()).isLessThan(120);
  }

  private static final class Text implements MethodDescriptor.Marshaller<String> {
    @Override
    public InputStream stream(String value) {
      return new ByteArrayInputStream(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String parse(InputStream stream) {
      try {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
