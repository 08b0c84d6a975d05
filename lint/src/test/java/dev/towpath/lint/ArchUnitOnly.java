package dev.towpath.lint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/**
 * What ArchUnit alone can say, with the same catalogue of blocking calls: no class of code that
 * runs on event loops may call one. It sees neither who calls a class nor on which thread.
 */
final class ArchUnitOnly {

  private ArchUnitOnly() {}

  /**
   * Names of classes, nested ones by their own names, that break the plain rule.
   *
   * @param through whether calls are followed too, as far as ArchUnit's model knows them
   */
  static Set<String> flagged(Path classes, List<Path> libraries, boolean through)
      throws IOException {
    try (ClassFiles own = ClassFiles.open(List.of(classes));
        ClassFiles jars = ClassFiles.open(libraries)) {
      Library library = jars.or(Library.of(ClassLoader.getPlatformClassLoader()));
      Blocking blocking = new Blocking(ClassIndex.read(own.all(), library));
      JavaClasses imported = new ClassFileImporter().importPath(classes);
      Set<JavaCodeUnit> guilty = new LinkedHashSet<>();
      noClasses()
          .should()
          .callCodeUnitWhere(blocking)
          .evaluate(imported)
          .handleViolations((Collection<JavaCall<?>> calls, String message) ->
              calls.forEach(call -> guilty.add(call.getOrigin())));
      if (through) {
        addCallers(imported, guilty);
      }
      return guilty.stream()
          .map(unit -> unit.getOwner().getName())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void addCallers(JavaClasses classes, Set<JavaCodeUnit> guilty) {
    boolean more = true;
    while (more) {
      more = false;
      for (JavaClass each : classes) {
        for (JavaCodeUnit unit : each.getCodeUnits()) {
          more |= !guilty.contains(unit) && calls(unit, guilty) && guilty.add(unit);
        }
      }
    }
  }

  private static boolean calls(JavaCodeUnit unit, Set<JavaCodeUnit> guilty) {
    return Stream.concat(
            unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
        .map(access -> ((AccessTarget.CodeUnitAccessTarget) access.getTarget()).resolveMember())
        .anyMatch(target -> target.isPresent() && guilty.contains(target.get()));
  }

  private static final class Blocking extends DescribedPredicate<JavaCall<?>> {

    private final Catalogue catalogue = CatalogueReader.standard(List.of());
    private final ClassIndex index;

    Blocking(ClassIndex index) {
      super("blocking");
      this.index = index;
    }

    @Override
    public boolean test(JavaCall<?> call) {
      CodeUnitCallTarget target = call.getTarget();
      StringBuilder desc = new StringBuilder("(");
      target.getRawParameterTypes().forEach(type -> desc.append(descriptor(type)));
      desc.append(")V");
      MethodRef method =
          new MethodRef(
              target.getOwner().getName().replace('.', '/'), target.getName(), desc.toString());
      Entry.Sink sink = catalogue.find(Entry.Sink.class, method, index);
      return sink != null && sink.severity() == Severity.ERROR;
    }

    private static String descriptor(JavaClass type) {
      String name = type.getName();
      if (name.startsWith("[")) {
        return name.replace('.', '/');
      }
      return switch (name) {
        case "int" -> "I";
        case "long" -> "J";
        case "boolean" -> "Z";
        case "double" -> "D";
        case "float" -> "F";
        case "byte" -> "B";
        case "char" -> "C";
        case "short" -> "S";
        default -> Type.getObjectType(name.replace('.', '/')).getDescriptor();
      };
    }
  }
}
