package dev.towpath.lint;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources compiled on the fly, with the compiler and the release that a test asks for. */
final class Compiled {

  private Compiled() {}

  /** Compiles all sources of the folders into one folder of class files. */
  static Path with(
      JavaCompiler compiler, String release, List<Path> classPath, Path target, Path... sources)
      throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : sources) {
      try (Stream<Path> all = Files.walk(folder)) {
        all.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
      }
    }
    String path =
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    List<String> options =
        List.of(
            "-g",
            "-nowarn",
            "-proc:none",
            "--release",
            release,
            "-d",
            target.toString(),
            "-cp",
            path);
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  messages,
                  manager,
                  null,
                  options,
                  null,
                  manager.getJavaFileObjectsFromPaths(files))
              .call();
      if (!compiled) {
        throw new IllegalStateException("samples do not compile: " + messages);
      }
    }
    return target;
  }

  static Path with(List<Path> classPath, Path target, Path... sources) throws IOException {
    return with(ToolProvider.getSystemJavaCompiler(), "17", classPath, target, sources);
  }
}
