package dev.towpath.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.towpath.lint.MigrationRules;
import dev.towpath.scope.Scope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class RacesAreFoundTest {
  // @start region="race"
  static class Racy {
    static Map<String, Integer> words(List<String> words) throws InterruptedException {
      Map<String, Integer> counts = new HashMap<>();
      try (Scope scope = Scope.open()) {
        for (String word : words) {
          scope.fork(() -> counts.put(word, counts.getOrDefault(word, 0) + 1));
        }
        scope.join();
      }
      return counts;
    }
  }

  @Test
  void theRuleNamesTheMapThatSeveralForksFill() {
    JavaClasses racy = new ClassFileImporter().importClasses(Racy.class);

    List<String> found =
        MigrationRules.c14ForksShareNoCollections().evaluate(racy).getFailureReport().getDetails();

    assertThat(found).isNotEmpty().first().asString().contains("RacesAreFoundTest");
  }

  // @end

  static class Sound {
    static Map<String, Integer> words(List<String> words) throws InterruptedException {
      Map<String, Integer> counts = new ConcurrentHashMap<>();
      try (Scope scope = Scope.open()) {
        for (String word : words) {
          scope.fork(() -> counts.merge(word, 1, Integer::sum));
        }
        scope.join();
      }
      return counts;
    }
  }

  @Test
  void andIsContentWithAConcurrentOne() {
    JavaClasses sound = new ClassFileImporter().importClasses(Sound.class);

    assertThat(MigrationRules.c14ForksShareNoCollections().evaluate(sound).hasViolation())
        .isFalse();
  }
}
