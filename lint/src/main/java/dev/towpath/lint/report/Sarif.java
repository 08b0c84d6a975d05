package dev.towpath.lint.report;

import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** SARIF 2.1.0 with the way to the blocking call as a code flow. */
final class Sarif {

  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private Sarif() {}

  static String of(List<Finding> findings) {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "towpath-lint");
    driver.put("rules", rules(findings));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("results", findings.stream().map(Sarif::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return Json.of(log) + "\n";
  }

  private static List<Object> rules(List<Finding> findings) {
    return new ArrayList<>(
        findings.stream()
            .map(Finding::category)
            .distinct()
            .sorted()
            .map(category ->
                Map.of(
                    "id",
                    ruleId(category.name()),
                    "shortDescription",
                    Map.of("text", "code on an event loop " + category.does())))
            .toList());
  }

  private static String ruleId(String category) {
    return "event-loop-" + category.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static Map<String, Object> result(Finding finding) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", ruleId(finding.category().name()));
    result.put("level", level(finding.level()));
    result.put("message", Map.of("text", message(finding)));
    result.put("locations", List.of(location(finding.last(), "")));
    result.put("partialFingerprints", Map.of("towpathKey/v1", finding.key()));
    List<Object> steps = new ArrayList<>();
    for (Finding.PathStep step : finding.path()) {
      steps.add(Map.of("location", location(step, step.simple())));
    }
    steps.add(Map.of("location", location(finding.last(), finding.shortSink())));
    result.put("codeFlows", List.of(Map.of("threadFlows", List.of(Map.of("locations", steps)))));
    return result;
  }

  private static String message(Finding finding) {
    return finding.shortSink()
        + " "
        + finding.category().does()
        + " on a thread of "
        + finding.family()
        + ": "
        + Texts.why(finding)
        + ". Instead: "
        + finding.fix()
        + Texts.more(finding);
  }

  private static String level(Confidence confidence) {
    return switch (confidence) {
      case CERTAIN -> "error";
      case LIKELY -> "warning";
      case POSSIBLE -> "note";
    };
  }

  private static Map<String, Object> location(Finding.PathStep step, String text) {
    String className = step.className();
    int dot = className.lastIndexOf('.');
    String folder = dot < 0 ? "" : className.substring(0, dot).replace('.', '/') + "/";
    Map<String, Object> location = new LinkedHashMap<>();
    location.put(
        "physicalLocation",
        Map.of(
            "artifactLocation",
            Map.of("uri", folder + step.file()),
            "region",
            Map.of("startLine", Math.max(1, step.line()))));
    location.put(
        "logicalLocations", List.of(Map.of("fullyQualifiedName", className + "." + step.method())));
    if (!text.isEmpty()) {
      location.put("message", Map.of("text", text));
    }
    return location;
  }
}
