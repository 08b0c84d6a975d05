package dev.towpath.samples;

import dev.towpath.channel.Receiver;
import dev.towpath.reactor.ReactorBridge;
import reactor.core.publisher.Flux;

/** A flux into a plain loop, and a plain loop into a flux. */
public final class Hello {
  private Hello() {}

  public static void main(String[] args) {
    greetings(Flux.just("Ada", "Grace", "Barbara")).doOnNext(System.out::println).blockLast();
  }

  // @start region="hello"
  static Flux<String> greetings(Flux<String> names) {
    return ReactorBridge.publish(out -> { // runs on a virtual thread, which may wait
      try (Receiver<String> arriving = ReactorBridge.open(names, 16)) { // 16 ahead at most
        for (String name : arriving) {
          out.send("hello, " + name); // waits until somebody wants it
        }
      } // cancels the flux when left early
    });
  }
  // @end
}
