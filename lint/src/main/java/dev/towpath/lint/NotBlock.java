package dev.towpath.lint;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.towpath.lint.engine.Analysis;
import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Options;
import dev.towpath.lint.engine.Report;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.report.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the engine over everything that was imported, then tells each class its findings. */
final class NotBlock extends ArchCondition<JavaClass> {

  /** A rule that holds says nothing, so what it could not see is said here. */
  private static final System.Logger LOG = System.getLogger("dev.towpath.lint");

  private final Catalogue catalogue;
  private final Options options;
  private final Confidence level;
  private final Map<String, List<String>> violations = new HashMap<>();
  private final List<String> unchecked = new ArrayList<>();

  NotBlock(Catalogue catalogue, Options options, Confidence level) {
    super("not block an event loop");
    this.catalogue = catalogue;
    this.options = options;
    this.level = level;
    options.atLeast(level);
  }

  @Override
  public void init(Collection<JavaClass> imported) {
    violations.clear();
    unchecked.clear();
    try (Imported classes = Imported.of(imported)) {
      Report report = Analysis.run(classes.sources(), classes.library(), catalogue, options);
      for (Finding finding : report.at(level)) {
        violations
            .computeIfAbsent(anchor(finding, classes), any -> new ArrayList<>())
            .add(Texts.violation(finding));
      }
      report.gaps().lines().forEach(line -> LOG.log(System.Logger.Level.INFO, line));
      unchecked.addAll(report.gaps().unreadable());
      unchecked.addAll(classes.notImported());
    }
  }

  /** The last class on the way that was imported. */
  private static String anchor(Finding finding, Imported classes) {
    for (int i = finding.path().size() - 1; i >= 0; i--) {
      String name = finding.path().get(i).className();
      if (classes.contains(name)) {
        return name;
      }
    }
    return finding.root().className();
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (String text : violations.getOrDefault(item.getName(), List.of())) {
      events.add(SimpleConditionEvent.violated(item, text));
    }
  }

  @Override
  public void finish(ConditionEvents events) {
    for (String each : unchecked) {
      events.add(SimpleConditionEvent.violated(each, "not checked: " + each));
    }
  }
}
