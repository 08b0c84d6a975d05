package dev.towpath.samples.callbacks;

import dev.towpath.flow.FlowBridge;
import dev.towpath.jdk.ByteStreams;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;

/** Request bodies for the JDK's HttpClient, written by code that knows only streams. */
public final class HttpBodies {
  /** Writes a body: to a file, to a socket, or here. */
  @FunctionalInterface
  public interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  private HttpBodies() {}

  /** Returns a body that is written while it is sent, and no faster. */
  // @start region="body"
  public static BodyPublisher body(Writer writer) {
    return BodyPublishers.fromPublisher(
        FlowBridge.publish(out -> {
          try (OutputStream to = new BufferedOutputStream(ByteStreams.writing(out))) {
            writer.writeTo(to);
          }
        }));
  }
  // @end
}
