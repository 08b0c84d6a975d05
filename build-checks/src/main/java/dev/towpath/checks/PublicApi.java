package dev.towpath.checks;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a module promises, as text: every public type of its exported packages, one line a member.
 * Each shipped module keeps that text in its {@code api.txt}, so that no promise is made or broken
 * without a line in a review.
 */
public final class PublicApi {
  private static final String HOW_TO_UPDATE =
      "if this change is meant, run `mvn test -Dapi.update=true` and commit the file";

  private PublicApi() {}

  /**
   * Compares the module that {@code test} belongs to with its {@code api.txt}. With {@code
   * -Dapi.update=true} it rewrites the file instead.
   *
   * @throws AssertionError with the lines that differ
   */
  public static void assertMatchesApiTxt(Class<?> test) throws IOException {
    Path target = folderOf(test).getParent();
    Path apiTxt = target.resolveSibling("api.txt");
    List<String> compiled = linesOf(target.resolve("classes"), test.getClassLoader());
    if (Boolean.getBoolean("api.update")) {
      Files.write(apiTxt, compiled);
      return;
    }
    List<String> written = Files.exists(apiTxt) ? Files.readAllLines(apiTxt) : List.of();
    String difference = difference(written, compiled);
    if (!difference.isEmpty()) {
      throw new AssertionError(
          "the public API is not what " + apiTxt + " says:\n" + difference + HOW_TO_UPDATE);
    }
  }

  /** The lines only in {@code written}, as {@code -}, and those only in {@code compiled}. */
  static String difference(List<String> written, List<String> compiled) {
    List<String> before = withType(written);
    List<String> after = withType(compiled);
    return Stream.concat(
            before.stream().filter(line -> !after.contains(line)).map(line -> "- " + line + "\n"),
            after.stream().filter(line -> !before.contains(line)).map(line -> "+ " + line + "\n"))
        .collect(joining());
  }

  /** Puts the type in front of each member, which alone would not say where it belongs. */
  private static List<String> withType(List<String> lines) {
    List<String> result = new ArrayList<>();
    String type = "";
    for (String line : lines) {
      if (line.startsWith(" ")) {
        result.add(type + ": " + line.strip());
      } else {
        type = nameIn(line);
        result.add(line);
      }
    }
    return result;
  }

  /** Of the words up to the name, only the name has dots. */
  private static String nameIn(String typeLine) {
    return Stream.of(typeLine.split("[ <]")).filter(word -> word.contains(".")).findFirst().get();
  }

  /** The API of the module compiled into {@code classes}, sorted by type. */
  static List<String> linesOf(Path classes, ClassLoader loader) throws IOException {
    ModuleDescriptor module = ModuleFinder.of(classes).findAll().iterator().next().descriptor();
    List<Class<?>> types = new ArrayList<>();
    for (ModuleDescriptor.Exports exports : module.exports()) {
      if (!exports.isQualified()) {
        types.addAll(publicTypes(classes, exports.source(), loader));
      }
    }
    types.sort(Comparator.comparing(Class::getName));
    return types.stream().flatMap(ApiLines::of).toList();
  }

  private static List<Class<?>> publicTypes(Path classes, String packageName, ClassLoader loader)
      throws IOException {
    List<Class<?>> result = new ArrayList<>();
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        Class<?> type = load(packageName + "." + file.getFileName(), loader);
        if (ApiLines.isPromised(type)) {
          result.add(type);
        }
      }
    }
    return result;
  }

  private static Class<?> load(String classFile, ClassLoader loader) {
    String name = classFile.substring(0, classFile.length() - ".class".length());
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("compiled but not on the class path: " + name, e);
    }
  }

  private static Path folderOf(Class<?> test) {
    try {
      return Path.of(test.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not in a folder: " + test, e);
    }
  }
}
