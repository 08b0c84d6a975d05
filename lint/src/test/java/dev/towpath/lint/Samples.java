package dev.towpath.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Small programs for tests of other packages. */
public final class Samples {

  private static final Pattern TYPE = Pattern.compile("class (\\w+)");

  private Samples() {}

  /** Compiles one source file against Vert.x and gives the folder with its classes. */
  public static Path compiled(Path folder, String source) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src"));
    Matcher name = TYPE.matcher(source);
    if (!name.find()) {
      throw new IllegalArgumentException("no class in: " + source);
    }
    Files.writeString(sources.resolve(name.group(1) + ".java"), source);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    return Compiled.with(Jars.named("vertx-core-5"), classes, sources);
  }
}
