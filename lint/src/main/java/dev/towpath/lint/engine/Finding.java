package dev.towpath.lint.engine;

import dev.towpath.lint.model.Category;
import dev.towpath.lint.model.Severity;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A blocking call on a thread that must not wait, with the way from the library's entry to it.
 *
 * @param family the library that owns the thread
 * @param why what puts the code on that thread
 * @param registered file and line of the registration
 * @param path from the first method that runs there to the one that blocks
 * @param more how many other entry points lead to the same blocking call
 */
public record Finding(
    Category category,
    Severity severity,
    Confidence confidence,
    String family,
    String why,
    String registered,
    List<PathStep> path,
    String sink,
    String fix,
    int more) {

  /** One method on the way, with the line where it calls the next one. */
  public record PathStep(String className, String method, String file, int line) {

    public String simple() {
      String simple =
          className.substring(Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
      return simple + "." + method;
    }

    public String place() {
      return file + ":" + line;
    }
  }

  public PathStep root() {
    return path.get(0);
  }

  public PathStep last() {
    return path.get(path.size() - 1);
  }

  /** The blocking call without its class's package. */
  public String shortSink() {
    int hash = sink.indexOf('#');
    String owner = sink.substring(0, hash);
    return owner.substring(owner.lastIndexOf('.') + 1)
        + "."
        + sink.substring(hash + 1).replace("<init>", "new");
  }

  /** The level at which the finding is reported: how sure and how bad, whichever is weaker. */
  public Confidence level() {
    Confidence bySeverity =
        switch (severity) {
          case ERROR -> Confidence.CERTAIN;
          case WARNING -> Confidence.LIKELY;
          case INFO -> Confidence.POSSIBLE;
        };
    return confidence.and(bySeverity);
  }

  /** What stays the same when lines move and methods on the way are renamed. */
  public String key() {
    return "["
        + category
        + "] "
        + sink
        + " in "
        + last().className()
        + "."
        + last().method()
        + " on "
        + family;
  }

  /** {@code handle > load > Files.readString}. */
  public String pathText() {
    return path.stream().map(PathStep::simple).collect(Collectors.joining(" > "))
        + " > "
        + shortSink();
  }
}
