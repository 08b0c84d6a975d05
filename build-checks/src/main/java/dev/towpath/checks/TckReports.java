package dev.towpath.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Fails the build unless every class of the Reactive Streams TCK really ran. The TCK runs on TestNG
 * beside JUnit; another surefire or class path can drop it, and a forgotten hook turns a check into
 * a skipped one, while the build stays green.
 *
 * <p>Runs at {@code verify} over the {@code target} folder of each shipped module. A TCK class says
 * by the end of its name what must pass.
 */
public final class TckReports {
  /** What the TCK 1.0.4 gives if nothing optional is left out; it never tests the skipped ones. */
  private static final Map<String, Count> EXPECTED =
      Map.of(
          "PublisherTckTest", new Count(31, 7),
          "SubscriberWhiteboxTckTest", new Count(14, 13),
          "SubscriberBlackboxTckTest", new Count(11, 15));

  private record Count(long passed, long skipped) {
    @Override
    public String toString() {
      return passed + " passed and " + skipped + " skipped";
    }
  }

  private TckReports() {}

  /**
   * Exits with 1, and a line for each fault, if a TCK class did not run in full.
   *
   * @param args the module's build folder
   */
  public static void main(String[] args) throws IOException {
    List<String> faults = faults(Path.of(args[0]));
    faults.forEach(System.err::println);
    if (!faults.isEmpty()) {
      System.exit(1);
    }
  }

  static List<String> faults(Path target) throws IOException {
    Path testClasses = target.resolve("test-classes");
    if (Files.notExists(testClasses)) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    try (Stream<Path> files = Files.walk(testClasses)) {
      for (Path file : files.filter(path -> path.toString().endsWith("TckTest.class")).toList()) {
        String path = testClasses.relativize(file).toString();
        String name =
            path.substring(0, path.length() - ".class".length()).replaceAll("[/\\\\]", ".");
        Path report = target.resolve("surefire-reports/TEST-" + name + ".xml");
        fault(name, file, report).ifPresent(fault -> faults.add(name + ": " + fault));
      }
    }
    return faults;
  }

  private static Optional<String> fault(String name, Path test, Path report) throws IOException {
    Optional<String> kind = EXPECTED.keySet().stream().filter(name::endsWith).findAny();
    if (kind.isEmpty()) {
      return Optional.of("its name must end in one of " + EXPECTED.keySet());
    }
    if (Files.notExists(report)
        || Files.getLastModifiedTime(report).compareTo(Files.getLastModifiedTime(test)) < 0) {
      return Optional.of("the TCK did not run: no new report " + report);
    }
    Count expected = EXPECTED.get(kind.get());
    Count counted = count(report);
    return counted.equals(expected)
        ? Optional.empty()
        : Optional.of("the TCK must give " + expected + ", gave " + counted);
  }

  private static Count count(Path report) throws IOException {
    NodeList cases = parse(report).getElementsByTagName("testcase");
    List<Element> tests =
        IntStream.range(0, cases.getLength()).mapToObj(i -> (Element) cases.item(i)).toList();
    return new Count(
        tests.stream()
            .filter(test ->
                Stream.of("skipped", "failure", "error").noneMatch(outcome -> has(test, outcome)))
            .count(),
        tests.stream().filter(test -> has(test, "skipped")).count());
  }

  private static boolean has(Element test, String outcome) {
    return test.getElementsByTagName(outcome).getLength() > 0;
  }

  private static Element parse(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(report.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not a test report: " + report, e);
    }
  }
}
