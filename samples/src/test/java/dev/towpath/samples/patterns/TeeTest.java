package dev.towpath.samples.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.channel.Channel;
import dev.towpath.scope.Scope;
import org.junit.jupiter.api.Test;

class TeeTest {
  @Test
  void bothReadersGetEveryValueWhoeverIsFirst() throws Exception {
    Channel<String> in = Channel.buffered(2);
    Channel<String> left = Channel.rendezvous();
    Channel<String> right = Channel.rendezvous();
    in.sender().send("tea");
    in.sender().send("milk");
    in.sender().close();

    try (Scope scope = Scope.open("tee")) {
      scope.fork(() -> {
        Tee.copy(in.receiver(), left.sender(), right.sender());
        return "copied";
      });

      assertThat(right.receiver().receive()).isEqualTo("tea");
      assertThat(left.receiver().receive()).isEqualTo("tea");
      assertThat(left.receiver().receive()).isEqualTo("milk");
      assertThat(right.receiver().receive()).isEqualTo("milk");
      scope.join();
    }
  }
}
