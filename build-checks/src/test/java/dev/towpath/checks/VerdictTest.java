package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictTest {
  @Test
  void numbersAreThoseThatANameStartsWith() {
    assertThat(Verdict.numbers("pitfall 9, C8: no cancel follows"))
        .containsExactly("pitfall 9", "C8");
    assertThat(Verdict.numbers("pitfalls 27, 29: in any order"))
        .containsExactly("pitfall 27", "pitfall 29");
    assertThat(Verdict.numbers("C2: data, then the end: C1")).containsExactly("C2");
    assertThat(Verdict.numbers("pitfall47NothingIsCached()")).containsExactly("pitfall 47");
  }

  @Test
  void numberInsideANameIsNone() {
    assertThat(Verdict.numbers("is caught by pitfall 16")).isEmpty();
    assertThat(Verdict.numbers("LeavesAThread is caught by C16")).isEmpty();
    assertThat(Verdict.numbers("C16 without a colon")).isEmpty();
  }

  @Test
  void suiteIsToldFromTheAdaptersOwnTests() {
    assertThat(Verdict.by("dev.towpath.testkit.BridgeContract$OpenEnds")).isEqualTo("kit");
    assertThat(Verdict.by("dev.towpath.vertx.AwaitTest$Nested")).isEqualTo("AwaitTest");
  }

  @Test
  void lineIsReadAsItWasWritten() {
    Verdict verdict = new Verdict("C13", "kit", Verdict.Outcome.NOT_APPLICABLE, "no context");

    assertThat(Verdict.of(verdict.line())).isEqualTo(verdict);
  }
}
