package dev.towpath.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class FormatsTest {
  private static final Figure OURS = figure("quiet", Figure.WALL, "a, b", "ours", 200, 300);
  private static final Figure JOX = figure("quiet", Figure.WALL, "a, b", "jox", 500, 330);
  private static final Figure ON_ONE = figure("one", Figure.CPU, "a, b", "ours", 200, 300);
  private static final Figure JOX_ON_ONE = figure("one", Figure.CPU, "a, b", "jox", 500, 330);
  private static final List<Figure> ALL = List.of(OURS, JOX, ON_ONE, JOX_ON_ONE);

  @Test
  void ratioSaysHowManyTimesLongerTheRivalTakes() {
    assertThat(new Comparison(OURS, JOX).ratio()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void ratioIsTakenOfTheMeasureOfTheRegime() {
    assertThat(new Comparison(ON_ONE, JOX_ON_ONE).ratio()).isCloseTo(1.1, within(1e-9));
  }

  @Test
  void comparesOnlyWithinOneRegime() {
    assertThat(Comparison.of(ALL, "ours"))
        .containsExactly(new Comparison(OURS, JOX), new Comparison(ON_ONE, JOX_ON_ONE));
  }

  @Test
  void tablePutsOursFirstAndRatiosBesideRivals() {
    assertThat(Table.of(List.of(JOX, OURS), "ours").lines().skip(1))
        .containsExactly(
            "  case           ours                    jox",
            "  a, b  200 ± 1.0 40B  500 ± 1.0 40B (2.50x)");
  }

  @Test
  void tableHasADashForARivalThatTookNoPart() {
    Figure alone = figure("quiet", Figure.WALL, "c", "ours", 20, 20);

    assertThat(Table.of(List.of(OURS, JOX, alone), "ours"))
        .contains("c     20.0 ± 1.0 40B                      -");
  }

  @Test
  void tableMarksDisturbedFigures() {
    Figure disturbed =
        new Figure("quiet", Figure.WALL, "c", "ours", OURS.wall(), OURS.cpu(), OURS.bytes(), true);

    assertThat(Table.of(List.of(disturbed), "ours")).contains("~200 ± 1.0");
  }

  @Test
  void csvHasALineForEachFigure() {
    assertThat(Csv.of(List.of(OURS)).lines().skip(1))
        .containsExactly("quiet,\"a, b\",ours,wall,200.00,1.00,300.00,1.00,40.00,5,false");
  }

  @Test
  void csvQuotesOnlyWhatNeedsIt() {
    assertThat(Csv.escaped("plain 1:1")).isEqualTo("plain 1:1");
    assertThat(Csv.escaped("say \"a\", b")).isEqualTo("\"say \"\"a\"\", b\"");
    assertThat(Csv.escaped("two\nlines")).isEqualTo("\"two\nlines\"");
  }

  @Test
  void jsonHasAnObjectForEachCaseAndRival() {
    assertThat(Json.of(Comparison.of(ALL, "ours")).lines().skip(1).findFirst())
        .hasValue(
            "  {\"name\": \"a, b\", \"regime\": \"quiet\", \"against\": \"jox\","
                + " \"measure\": \"wall\", \"ours\": 200.00, \"rival\": 500.00, \"ratio\": 2.500,"
                + " \"oursSpread\": 1.00, \"rivalSpread\": 1.00,"
                + " \"oursBytes\": 40, \"rivalBytes\": 40, \"disturbed\": false},");
  }

  @Test
  void jsonEscapesWhatWouldEndAString() {
    assertThat(Json.quoted("a\"b\\c\n")).isEqualTo("\"a\\\"b\\\\c\\u000a\"");
  }

  @Test
  void pageIsCompleteInItselfAndShowsEachFigure() throws Exception {
    Figure marked = figure("quiet", Figure.WALL, "</script>", "ours", 200, 300);

    String page = Page.of("channels & more", "a < b", List.of(OURS, marked));

    assertThat(page)
        .contains("<title>Towpath benchmarks: channels &amp; more</title>", "<pre>a &lt; b</pre>")
        .contains("\"name\": \"a, b\", \"by\": \"ours\", \"nanos\": 200.00")
        .contains("\\u003c/script>")
        .contains("Chart.js v4")
        .doesNotContain("{{", "<link", "src=", "import(");
  }

  private static Figure figure(
      String regime, String measure, String name, String by, double wall, double cpu) {
    return new Figure(
        regime,
        measure,
        name,
        by,
        new Estimate(wall, 1, 5),
        new Estimate(cpu, 1, 5),
        new Estimate(40, 0, 5),
        false);
  }
}
