package dev.towpath.lint.report;

import dev.towpath.lint.engine.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One JSON object a line for each finding. */
final class JsonLines {

  private JsonLines() {}

  static String of(List<Finding> findings) {
    StringBuilder out = new StringBuilder();
    findings.forEach(each -> out.append(Json.of(object(each))).append('\n'));
    return out.toString();
  }

  private static Map<String, Object> object(Finding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("rootClass", finding.root().className());
    object.put("rootMethod", finding.root().method());
    object.put("family", finding.family());
    object.put("why", finding.why());
    object.put("registeredAt", finding.registered());
    object.put("sinkClass", finding.sink().substring(0, finding.sink().indexOf('#')));
    object.put("sinkMethod", finding.sink().substring(finding.sink().indexOf('#') + 1));
    object.put("category", finding.category().name());
    object.put("confidence", finding.level().name().toLowerCase(Locale.ROOT));
    object.put("path", finding.path().stream().map(JsonLines::step).toList());
    object.put("fix", finding.fix());
    object.put("moreEntryPoints", finding.more());
    object.put("key", finding.key());
    return object;
  }

  private static Map<String, Object> step(Finding.PathStep step) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("class", step.className());
    object.put("method", step.method());
    object.put("file", step.file());
    object.put("line", step.line());
    return object;
  }
}
