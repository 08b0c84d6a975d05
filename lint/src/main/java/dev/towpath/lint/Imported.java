package dev.towpath.lint;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.ClassSource;
import dev.towpath.lint.bytecode.Library;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The class files behind the classes that ArchUnit imported. */
final class Imported implements AutoCloseable {

  private final Set<String> names = new HashSet<>();
  private final List<ClassSource> sources = new ArrayList<>();
  private final ClassFiles files;
  private final List<String> notImported = new ArrayList<>();

  private Imported(ClassFiles files) {
    this.files = files;
  }

  static Imported of(Collection<JavaClass> classes) {
    Set<Path> roots = new LinkedHashSet<>();
    for (JavaClass each : classes) {
      each.getSource().ifPresent(source -> addRoot(source.getUri(), each.getName(), roots));
    }
    try {
      Imported imported = new Imported(ClassFiles.open(roots));
      for (JavaClass each : classes) {
        imported.add(each);
      }
      imported.findNewer();
      return imported;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addRoot(URI uri, String className, Set<Path> roots) {
    String text = uri.toString();
    if (text.startsWith("jar:file:")) {
      roots.add(Path.of(URI.create(text.substring("jar:".length(), text.indexOf("!/")))));
    } else if (uri.getScheme().equals("file")) {
      Path file = Path.of(uri);
      int depth = (int) className.chars().filter(c -> c == '.').count() + 1;
      Path root = file;
      for (int i = 0; i < depth && root.getParent() != null; i++) {
        root = root.getParent();
      }
      roots.add(root);
    }
  }

  private void add(JavaClass imported) {
    names.add(imported.getName());
    ClassSource source = files.find(imported.getName().replace('.', '/'));
    if (source != null) {
      sources.add(source);
    }
  }

  /** ArchUnit skips class files that are newer than it knows with no more than a log line. */
  private void findNewer() throws IOException {
    for (ClassSource each : files.all()) {
      if (!names.contains(name(each)) && NewerClassFile.is(each.bytes())) {
        notImported.add(each + ": class file is newer than ArchUnit knows");
      }
    }
  }

  private String name(ClassSource source) {
    return files.nameOf(source).replace('/', '.');
  }

  boolean contains(String className) {
    return names.contains(className);
  }

  List<ClassSource> sources() {
    return sources;
  }

  List<String> notImported() {
    return notImported;
  }

  /** Everything else that is beside the imported classes or on the class path of the test. */
  Library library() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context == null ? ClassLoader.getSystemClassLoader() : context;
    return files.or(Library.of(loader));
  }

  @Override
  public void close() {
    try {
      files.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
