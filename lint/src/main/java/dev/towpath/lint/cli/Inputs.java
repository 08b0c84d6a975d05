package dev.towpath.lint.cli;

import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Turns arguments into what they name, or says in one line what is wrong with them. */
final class Inputs {

  private Inputs() {}

  static ClassFiles open(List<Path> paths) throws BadInput {
    try {
      return ClassFiles.open(paths);
    } catch (IOException e) {
      throw new BadInput(e);
    }
  }

  static Catalogue catalogue(List<Path> more) throws BadInput {
    try {
      return CatalogueReader.standard(more);
    } catch (IllegalArgumentException e) {
      throw new BadInput(e);
    }
  }

  static Set<String> families(Catalogue catalogue) {
    Set<String> families = new TreeSet<>();
    catalogue.all(Entry.Callback.class).forEach(each -> families.add(each.family()));
    catalogue.all(Entry.Run.class).forEach(each -> families.add(each.family()));
    catalogue.all(Entry.Publisher.class).forEach(each -> families.add(each.family()));
    catalogue.all(Entry.Annotated.class).forEach(each -> families.add(each.family()));
    catalogue.all(Entry.Source.class).forEach(each -> families.add(each.family()));
    families.remove("jdk");
    return families;
  }

  static String join(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(", "));
  }
}
