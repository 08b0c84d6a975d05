package dev.towpath.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.channel.Channel;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ThreadDumpTest {
  private static final Map<Long, String> KNOWN = Map.of(7L, "{\"task\":\"brew\"}");

  private static String merged(String dump) {
    return ThreadDump.merged(dump, KNOWN, "{\"scopes\":[]}");
  }

  private static String dumpOf(String threads) {
    return "{\"threadDump\": {\"processId\": \"1\", \"threadContainers\": [{\"container\": \"<root>\","
        + " \"threads\": ["
        + threads
        + "], \"threadCount\": \"2\"}]}}";
  }

  @Test
  void aThreadThatIsKnownGetsAMemberAndOthersNone() {
    String dump =
        dumpOf(
            "{\"tid\": \"7\", \"name\": \"a \\\"}{\\\" b\", \"stack\": [\"f(\\\\)\"]},"
                + " {\"tid\": \"8\", \"stack\": []}");

    String merged = merged(dump);

    assertThat(merged)
        .contains("\"stack\": [\"f(\\\\)\"], \"towpath\": {\"task\":\"brew\"} }")
        .contains("{\"tid\": \"8\", \"stack\": []}")
        .endsWith("}]}, \"towpath\": {\"scopes\":[]} }");
    assertThat(
            merged
                .replace(", \"towpath\": {\"task\":\"brew\"} ", "")
                .replace(", \"towpath\": {\"scopes\":[]} ", ""))
        .isEqualTo(dump);
  }

  @Test
  void aNumberInsteadOfAStringNamesAThreadToo() {
    assertThat(merged(dumpOf("{\"virtual\": true, \"tid\": 7, \"cpu\": null}")))
        .contains("\"cpu\": null, \"towpath\": {\"task\":\"brew\"} }");
  }

  @Test
  void aNumberElsewhereNamesNobody() {
    String dump = dumpOf("{\"owner\": {\"tid\": \"7\"}, \"tid\": \"8\"}");

    assertThat(merged(dump)).doesNotContain("brew");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "#7 \"main\"",
        "{\"threads\": []}",
        "{\"threadDump\": {}",
        "{\"threadDump\": ]}",
        "{\"threadDump\": {}} {}",
        "{\"threadDump\": \"x}",
        "{\"threadDump\": \"x\\"
      })
  void whatIsNoDumpIsRefused(String text) {
    assertThatThrownBy(() -> merged(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a thread dump of the JDK in JSON: it ");
  }

  @Test
  void aTaskIsFoundByTheNumberOfItsThread() throws Exception {
    try (Scope scope = Scope.open("kettle")) {
      Channel<Thread> threads = Channel.buffered(1);
      scope.fork(
          "brew",
          () -> {
            threads.sender().send(Thread.currentThread());
            return Channel.rendezvous().receiver().receive();
          });
      long brew = threads.receiver().receive().threadId();
      String dump =
          dumpOf(
              "{\"tid\": \""
                  + brew
                  + "\"}, {\"tid\": \""
                  + Thread.currentThread().threadId()
                  + "\"}");

      String merged = Snapshot.take().mergedInto(dump);

      assertThat(merged)
          .contains(
              "{\"tid\": \"" + brew + "\", \"towpath\": {\"scope\":\"kettle\",\"task\":\"brew\"} }")
          .contains("\"towpath\": {\"owns\":\"kettle\"} }")
          .contains("\"towpath\": {\"scopes\":[{\"name\":\"kettle\"");
    }
  }
}
