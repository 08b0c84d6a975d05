package dev.towpath.lint.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** Class files in jars and folders. Jars stay open until this is closed. */
public final class ClassFiles implements AutoCloseable, Library {

  private final Map<Path, JarFile> jars = new HashMap<>();
  private final Map<String, ClassSource> byName = new HashMap<>();
  private final Map<ClassSource, String> names = new LinkedHashMap<>();

  /**
   * Opens jars and folders.
   *
   * @throws IOException with a one-line message if one of them is missing or not readable
   */
  public static ClassFiles open(Collection<Path> paths) throws IOException {
    ClassFiles files = new ClassFiles();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addFolder(path);
      } else if (Files.isRegularFile(path)) {
        files.addFile(path);
      } else {
        files.close();
        throw new IOException("no such jar or folder: " + path);
      }
    }
    return files;
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> found = walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
      for (Path file : found) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        add(name, new FileSource(folder, file));
      }
    }
  }

  private void addFile(Path file) throws IOException {
    if (file.toString().endsWith(".class")) {
      add(file.toString(), new FileSource(file, file));
      return;
    }
    JarFile jar;
    try {
      jar = new JarFile(file.toFile());
    } catch (IOException e) {
      throw new IOException("not a readable jar: " + file, e);
    }
    jars.put(file, jar);
    jar.stream()
        .filter(entry -> entry.getName().endsWith(".class"))
        .filter(entry -> !entry.getName().startsWith("META-INF/"))
        .forEach(entry -> add(entry.getName(), new JarSource(file, jar, entry)));
  }

  private void add(String resource, ClassSource source) {
    String name = resource.substring(0, resource.length() - ".class".length());
    names.put(source, name);
    byName.putIfAbsent(name, source);
  }

  public List<ClassSource> all() {
    return List.copyOf(names.keySet());
  }

  /** The class name that the file's place stands for. */
  public String nameOf(ClassSource source) {
    return names.getOrDefault(source, "");
  }

  /** The jar or folder that holds the class, or null. */
  public @Nullable String locationOf(String internalName) {
    ClassSource source = byName.get(internalName);
    return source == null ? null : source.location();
  }

  @Override
  public @Nullable ClassSource find(String internalName) {
    return byName.get(internalName);
  }

  @Override
  public void close() throws IOException {
    for (JarFile jar : jars.values()) {
      jar.close();
    }
  }

  private record FileSource(Path root, Path file) implements ClassSource {

    @Override
    public String location() {
      return root.toString();
    }

    @Override
    public byte[] bytes() throws IOException {
      return Files.readAllBytes(file);
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  private record JarSource(Path file, JarFile jar, ZipEntry entry) implements ClassSource {

    @Override
    public String location() {
      return file.toString();
    }

    @Override
    public byte[] bytes() throws IOException {
      try (InputStream in = jar.getInputStream(entry)) {
        return in.readAllBytes();
      }
    }

    @Override
    public String toString() {
      return file + "!/" + entry.getName();
    }
  }
}
