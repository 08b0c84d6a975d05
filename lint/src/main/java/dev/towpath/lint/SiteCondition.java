package dev.towpath.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.engine.Sites;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A law about single calls. */
final class SiteCondition extends ArchCondition<JavaClass> {

  /** Decides whether a call breaks the law. */
  interface Test {
    boolean breaks(Call call, Sites sites);
  }

  private final Finder finder;
  private final Map<String, List<String>> violations = new HashMap<>();

  /** Finds violations by class name. */
  interface Finder {
    void find(Sites sites, Map<String, List<String>> violations);
  }

  private SiteCondition(String description, Finder finder) {
    super(description);
    this.finder = finder;
  }

  /** A rule about calls to these methods; the text says what is wrong and what to do instead. */
  static ArchRule rule(String law, String text, Test test, String... signatures) {
    List<Signature> wanted = Arrays.stream(signatures).map(Signature::parse).toList();
    return rule(
        law,
        text,
        (sites, violations) -> {
          for (Call call : sites.calls(wanted)) {
            if (test.breaks(call, sites)) {
              String line = call.target.simple() + " in " + Sites.place(call) + " | " + text;
              violations.computeIfAbsent(Sites.className(call), any -> new ArrayList<>()).add(line);
            }
          }
        });
  }

  static ArchRule rule(String law, String text, Finder finder) {
    return classes().should(new SiteCondition(law, finder)).as(law).because(text);
  }

  @Override
  public void init(Collection<JavaClass> imported) {
    violations.clear();
    try (Imported classes = Imported.of(imported)) {
      Sites sites =
          Sites.read(classes.sources(), classes.library(), CatalogueReader.standard(List.of()));
      finder.find(sites, violations);
    }
  }

  @Override
  public void check(JavaClass item, ConditionEvents events) {
    for (String text : violations.getOrDefault(item.getName(), List.of())) {
      events.add(SimpleConditionEvent.violated(item, text));
    }
  }
}
