package dev.towpath.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Options;
import dev.towpath.lint.model.CatalogueReader;

/** Laws that need a path, about other threads than event loops. */
final class Callbacks {

  private Callbacks() {}

  /** A rule whose threads and forbidden calls are in a catalogue file of its own. */
  static ArchRule rule(String law, String reason, String file) {
    return classes()
        .should(new NotBlock(CatalogueReader.own(file), new Options(), Confidence.LIKELY))
        .as(law)
        .because(reason);
  }

  /** A rule about calls that are made while a monitor is held. */
  static ArchRule monitors(String law, String reason) {
    Options options = new Options();
    options.insideMonitors(true);
    return classes()
        .should(
            new NotBlock(CatalogueReader.standard(java.util.List.of()), options, Confidence.LIKELY))
        .as(law)
        .because(reason);
  }
}
