package dev.towpath.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.benchmarks.report.Chart.Line;
import dev.towpath.benchmarks.report.Chart.Spot;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LineChartTest {
  private static final int LINES = 8;
  private static final int HEIGHT = 440;

  /** All end at the same height, which labels must not. */
  private static Document drawn(int width) throws Exception {
    List<Line> lines =
        IntStream.range(0, LINES)
            .mapToObj(i ->
                new Line(
                    "style " + i,
                    i == LINES - 1,
                    List.of(new Spot(0, 10 + i, 9, 20), new Spot(1, 300, 250, 400))))
            .toList();
    Chart chart = new Chart("a < b & 'c'", "hogs, %", "ms", false, true, List.of("0", "20"), lines);
    String svg = LineChart.svg(chart, width, HEIGHT);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> all(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  @Test
  void isWellFormedAndNamesEveryLine() throws Exception {
    Document svg = drawn(900);

    List<String> texts = all(svg, "text").stream().map(Element::getTextContent).toList();

    assertThat(texts).contains("a < b & 'c'", "hogs, %", "ms", "style 0", "style 7");
    assertThat(all(svg, "polyline")).hasSize(LINES);
  }

  @Test
  void linesCanBeToldApartWithoutColours() throws Exception {
    List<Element> lines = all(drawn(900), "polyline");
    Set<String> looks = new HashSet<>();

    for (int i = 0; i < LINES; i++) {
      Element line = lines.get(i);
      looks.add(line.getAttribute("stroke-dasharray") + line.getAttribute("stroke-width") + i % 4);
    }

    assertThat(looks).hasSize(LINES);
  }

  @Test
  void labelsDoNotOverlapAndStayInside() throws Exception {
    for (int width : new int[] {900, 380}) {
      List<Double> heights =
          all(drawn(width), "text").stream()
              .filter(text -> text.getTextContent().startsWith("style"))
              .map(text -> Double.valueOf(text.getAttribute("y")))
              .sorted()
              .toList();

      assertThat(heights).hasSize(LINES).allSatisfy(y -> assertThat(y).isBetween(40.0, 440.0));
      for (int i = 1; i < LINES; i++) {
        assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThanOrEqualTo(15.9);
      }
    }
  }

  @Test
  void higherValuesAreHigherUp() throws Exception {
    String points = all(drawn(900), "polyline").getFirst().getAttribute("points");

    List<Double> heights =
        Pattern.compile(",([0-9.]+)")
            .matcher(points)
            .results()
            .map((MatchResult point) -> Double.valueOf(point.group(1)))
            .toList();

    assertThat(heights.get(1)).isLessThan(heights.get(0));
  }
}
