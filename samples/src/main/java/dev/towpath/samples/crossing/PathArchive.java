package dev.towpath.samples.crossing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ProviderNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The files below a path, which may be in a jar or in the running JDK; a limited number of them.
 */
public final class PathArchive implements Archive, AutoCloseable {
  /** The job holds whole files in memory, as many as its demand. */
  private static final long LARGEST = 16 << 20;

  private static final Closeable NOTHING = () -> {};

  private final String title;
  private final Closeable toClose;
  private final Map<String, Path> files = new LinkedHashMap<>();
  private final int found;

  private PathArchive(String title, Closeable toClose, Path root, Predicate<Path> wanted, int limit)
      throws IOException {
    this.title = title;
    this.toClose = toClose;
    List<Path> all = list(root, wanted);
    this.found = all.size();
    for (Path file : spread(all, limit)) {
      files.put(root.relativize(file).toString().replace('\\', '/'), file);
    }
  }

  /**
   * Opens the class files of the running JDK.
   *
   * @param limit how many files to take at most, from all over
   */
  public static PathArchive ofJdk(int limit) throws IOException {
    Path modules = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules");
    String title = "class files of JDK " + Runtime.version().feature();
    return new PathArchive(title, NOTHING, modules, PathArchive::isClassFile, limit);
  }

  /**
   * Opens a folder or a jar.
   *
   * @param path where it is
   * @param limit how many files to take at most, from all over
   * @throws IOException if there is neither, or it cannot be read; the message is for the user
   */
  public static PathArchive of(Path path, int limit) throws IOException {
    String title = "files up to 16 MB in " + path;
    if (Files.isDirectory(path)) {
      return new PathArchive(title, NOTHING, path, file -> true, limit);
    }
    if (!Files.exists(path)) {
      throw new IOException("no such file or folder: " + path);
    }
    FileSystem jar = openJar(path);
    try {
      return new PathArchive(title, jar, jar.getPath("/"), file -> true, limit);
    } catch (IOException | RuntimeException e) {
      jar.close();
      throw e;
    }
  }

  /** Returns what is in it, for a headline. */
  public String title() {
    return title;
  }

  /** Returns how many files there are, taken or not. */
  public int found() {
    return found;
  }

  @Override
  public List<String> names() {
    return List.copyOf(files.keySet());
  }

  @Override
  public long size(String name) throws IOException {
    return Files.size(files.get(name));
  }

  @Override
  public InputStream open(String name) throws IOException {
    return Files.newInputStream(files.get(name));
  }

  @Override
  public void close() throws IOException {
    toClose.close();
  }

  private static FileSystem openJar(Path path) throws IOException {
    try {
      return FileSystems.newFileSystem(path);
    } catch (ProviderNotFoundException | IOException e) {
      throw new IOException("neither a folder nor a readable jar: " + path, e);
    }
  }

  private static List<Path> list(Path root, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.filter(wanted).filter(PathArchive::isTaken).sorted().toList();
    } catch (IOException e) {
      throw new IOException("cannot list " + e.getMessage(), e);
    } catch (UncheckedIOException e) {
      throw new IOException("cannot list " + e.getCause().getMessage(), e);
    }
  }

  private static boolean isClassFile(Path file) {
    return file.toString().endsWith(".class");
  }

  private static boolean isTaken(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= LARGEST;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes files at even distances, so that a part is like the whole. */
  private static List<Path> spread(List<Path> all, int limit) {
    if (all.size() <= limit) {
      return all;
    }
    List<Path> some = new ArrayList<>(limit);
    for (long i = 0; i < limit; i++) {
      some.add(all.get((int) (i * all.size() / limit)));
    }
    return some;
  }
}
