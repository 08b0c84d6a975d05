package dev.towpath.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.timeline.Timeline.Lane;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageTest {
  private static String page(Lane... lanes) throws Exception {
    return Page.of(new Timeline("a name", 1_500, List.of(lanes), List.of(), List.of(), List.of()));
  }

  private static Lane lane(String name) {
    return new Lane(name, "kitchen", 0, 1_500, List.of());
  }

  @Test
  void thePageAsksForNothingFromElsewhere() throws Exception {
    String page = page(lane("cook"));

    assertThat(page).doesNotContain("http://", "https://", "src=", "href=", "@import", "url(");
  }

  @Test
  void noPlaceholderIsLeft() throws Exception {
    String page = page(lane("cook"));

    assertThat(page).doesNotContain("{{", "}}");
  }

  @Test
  void namesCannotEndTheScriptNorBecomeMarkup() throws Exception {
    String page = page(lane("</script><b>\"{{script}}"));

    assertThat(page).doesNotContain("</script><b>").contains("\\u003c/script>\\u003cb>\\\"");
  }

  @Test
  void theTableHasWhoLivedHowLong() throws Exception {
    String page = page(lane("cook"));

    assertThat(page)
        .contains("<tr><th scope=\"row\">cook</th><td>kitchen</td><td>1.5 µs</td><td>0 ns</td>");
  }

  @Test
  void ofManyThreadsTheTableHasTheFirstAndSaysSo() throws Exception {
    Lane[] lanes = IntStream.range(0, 1_002).mapToObj(i -> lane("cook-" + i)).toArray(Lane[]::new);

    String page = page(lanes);

    assertThat(page).contains(">cook-999</th>", "and 2 more").doesNotContain(">cook-1000</th>");
  }
}
