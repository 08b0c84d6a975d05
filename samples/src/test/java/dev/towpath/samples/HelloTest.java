package dev.towpath.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class HelloTest {
  @Test
  void greetsEveryNameInOrder() {
    Flux<String> greetings = Hello.greetings(Flux.just("Ada", "Grace"));

    assertThat(greetings.collectList().block()).containsExactly("hello, Ada", "hello, Grace");
  }

  @Test
  void failsAsItsSourceDoesAfterTheData() {
    RuntimeException failure = new IllegalStateException("no more names");
    Flux<String> names = Flux.just("Ada").concatWith(Flux.error(failure));

    Flux<String> greetings = Hello.greetings(names).onErrorResume(e -> Flux.just(e.getMessage()));

    assertThat(greetings.collectList().block()).containsExactly("hello, Ada", "no more names");
  }
}
