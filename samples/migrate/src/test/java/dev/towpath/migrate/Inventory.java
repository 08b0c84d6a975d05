package dev.towpath.migrate;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.towpath.lint.EventLoopRules;
import dev.towpath.lint.MigrationRules;
import dev.towpath.lint.VirtualThreadRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the rules find in one step, and how many lines it has. */
record Inventory(
    int lines, List<String> onEventLoops, List<String> toMigrate, List<String> threads) {
  static Inventory of(Step step, Path module) throws IOException {
    JavaClasses classes =
        new ClassFileImporter().importPackages("dev.towpath.migrate." + step.folder);
    return new Inventory(
        lines(module.resolve("src/main/java/dev/towpath/migrate/" + step.folder)),
        found(EventLoopRules.noBlockingOnEventLoops(), classes),
        found(MigrationRules.nothingLeftToMigrate(), classes),
        found(VirtualThreadRules.forRelease(21), classes));
  }

  private static List<String> found(ArchRule rule, JavaClasses classes) {
    List<String> lines = new ArrayList<>();
    rule.allowEmptyShould(true)
        .evaluate(classes)
        .getFailureReport()
        .getDetails()
        .forEach(detail -> lines.add(detail.lines().findFirst().orElse("")));
    return lines.stream().sorted().toList();
  }

  private static int lines(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      int sum = 0;
      for (Path file : files.toList()) {
        sum += Files.readAllLines(file).size();
      }
      return sum;
    }
  }
}
