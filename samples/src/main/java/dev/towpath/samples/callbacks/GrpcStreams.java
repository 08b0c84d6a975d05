package dev.towpath.samples.callbacks;

import dev.towpath.channel.Producer;
import dev.towpath.channel.Receiver;
import dev.towpath.flow.FlowBridge;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * gRPC's streams, which have demand: so they go through {@link FlowBridge}, and a writer waits
 * until the call is ready for its message.
 */
public final class GrpcStreams {
  private GrpcStreams() {}

  /**
   * Answers a server-streaming call with blocking code, on a virtual thread. A client that cancels
   * interrupts it. To be called inside the service's method.
   */
  // @start region="publish"
  public static <T> void answer(StreamObserver<T> responses, Producer<T> producer) {
    var call = (ServerCallStreamObserver<T>) responses;
    FlowBridge.publish(producer).subscribe(new Answer<>(call));
  }

  private static final class Answer<T> implements Flow.Subscriber<T> {
    private final ServerCallStreamObserver<T> call;
    private final AtomicBoolean asked = new AtomicBoolean();
    private Flow.Subscription producer;

    Answer(ServerCallStreamObserver<T> call) {
      this.call = call;
    }

    @Override
    public void onSubscribe(Flow.Subscription producer) {
      this.producer = producer;
      call.setOnCancelHandler(producer::cancel);
      call.setOnReadyHandler(this::askWhenReady);
      askWhenReady();
    }

    /** One message at a time, and only while the call takes it: gRPC itself queues without end. */
    private void askWhenReady() {
      if (call.isReady() && asked.compareAndSet(false, true)) {
        producer.request(1);
      }
    }

    @Override
    public void onNext(T message) {
      call.onNext(message);
      asked.set(false);
      askWhenReady();
    }

    @Override
    public void onError(Throwable failure) {
      call.onError(Status.fromThrowable(failure).withCause(failure).asRuntimeException());
    }

    @Override
    public void onComplete() {
      call.onCompleted();
    }
  }

  // @end

  /**
   * Makes a server-streaming call and returns where its messages come out. At most {@code demand}
   * are under way; closing the receiver cancels the call.
   *
   * <p>{@code GrpcStreams.open(messages -> stub.list(request, messages), 16)}
   */
  // @start region="open"
  public static <R> Receiver<R> open(Consumer<StreamObserver<R>> start, int demand) {
    return FlowBridge.open(
        reader -> {
          var messages = new Messages<R>(reader);
          start.accept(messages); // after which the call can be asked for messages, not before
          reader.onSubscribe(new Demand(messages.call));
        },
        demand);
  }

  private static final class Messages<R> implements ClientResponseObserver<Object, R> {
    private final Flow.Subscriber<? super R> reader;
    private ClientCallStreamObserver<?> call;

    Messages(Flow.Subscriber<? super R> reader) {
      this.reader = reader;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Object> call) {
      this.call = call;
      call.disableAutoRequestWithInitial(0);
    }

    @Override
    public void onNext(R message) {
      reader.onNext(message);
    }

    @Override
    public void onError(Throwable failure) {
      reader.onError(failure);
    }

    @Override
    public void onCompleted() {
      reader.onComplete();
    }
  }

  private record Demand(ClientCallStreamObserver<?> call) implements Flow.Subscription {
    @Override
    public void request(long count) {
      call.request((int) Math.min(count, Integer.MAX_VALUE));
    }

    @Override
    public void cancel() {
      call.cancel("the reader has left", null);
    }
  }
  // @end
}
