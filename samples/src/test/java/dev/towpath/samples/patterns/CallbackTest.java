package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CallbackTest {
  @Test
  void returnsWhatAnotherThreadAnswers() throws InterruptedException {
    Callback.Client client =
        (question, handler) -> Thread.startVirtualThread(() -> handler.succeeded(question + "!"));

    assertThat(Callback.ask(client, "tea")).isEqualTo("tea!");
  }

  @Test
  void throwsTheFailureInOneWrapperIfItIsChecked() {
    IOException failure = new IOException("no tea");
    Callback.Client client = (question, handler) -> handler.failed(failure);

    assertThatThrownBy(() -> Callback.ask(client, "tea")).cause().isSameAs(failure);
  }
}
