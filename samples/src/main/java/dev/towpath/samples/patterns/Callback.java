package dev.towpath.samples.patterns;

import dev.towpath.channel.BridgeOptions;
import dev.towpath.channel.OneShot;

/** An old interface with callbacks, called as if it returned. */
final class Callback {
  /** What an old interface wants to be given. */
  interface Handler<T> {
    void succeeded(T result);

    void failed(Exception reason);
  }

  /** An old interface: answers later, on a thread that must not wait. */
  interface Client {
    void ask(String question, Handler<String> handler);
  }

  private Callback() {}

  // @start region="ask"
  static String ask(Client client, String question) throws InterruptedException {
    OneShot<String> answer = new OneShot<>(BridgeOptions.defaults());
    client.ask(
        question,
        new Handler<>() {
          @Override
          public void succeeded(String result) {
            answer.succeed(result);
          }

          @Override
          public void failed(Exception reason) {
            answer.fail(reason);
          }
        });
    return answer.await();
  }
  // @end
}
