package dev.towpath.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The files of the repository, and the regions that are marked in them. */
final class Sources {
  private static final Pattern MARK = Pattern.compile("\\s*// @(start region=.*|end)");

  private final Path root;

  Sources(Path root) {
    this.root = root;
  }

  /**
   * The lines of {@code file#region}, or of a whole file without its header, with no indentation
   * that all share. A region may stand in several pieces; they are joined by an empty line.
   */
  String code(String reference) {
    int hash = reference.indexOf('#');
    String file = hash < 0 ? reference : reference.substring(0, hash);
    List<String> lines = lines(file);
    List<String> chosen =
        hash < 0 ? body(lines) : region(lines, reference.substring(hash + 1), reference);
    return outdented(chosen);
  }

  List<String> lines(String file) {
    Path path = root.resolve(file).normalize();
    if (!path.startsWith(root) || !Files.isRegularFile(path)) {
      throw new GuideException("no such file in the repository: " + file);
    }
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      throw new GuideException("cannot read " + file, e);
    }
  }

  private static List<String> region(List<String> lines, String name, String reference) {
    String start = "// @start region=\"" + name + "\"";
    List<String> chosen = new ArrayList<>();
    boolean inside = false;
    boolean found = false;
    for (String line : lines) {
      if (line.strip().equals(start)) {
        if (found) {
          chosen.add("");
        }
        inside = true;
        found = true;
      } else if (inside && line.strip().equals("// @end")) {
        inside = false;
      } else if (inside) {
        chosen.add(line);
      }
    }
    if (!found) {
      throw new GuideException("no such region: " + reference);
    }
    if (inside) {
      throw new GuideException("a region without an end: " + reference);
    }
    return chosen;
  }

  /** Without package and imports, which a reader's editor writes. */
  private static List<String> body(List<String> lines) {
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("import ") || lines.get(i).startsWith("package ")) {
        last = i;
      }
    }
    return lines.subList(last + 1, lines.size());
  }

  private static String outdented(List<String> lines) {
    List<String> kept = lines.stream().filter(line -> !MARK.matcher(line).matches()).toList();
    int indent =
        kept.stream()
            .filter(line -> !line.isBlank())
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    StringBuilder text = new StringBuilder();
    for (String line : kept) {
      text.append(line.isBlank() ? "" : line.substring(indent)).append('\n');
    }
    return text.toString().strip().replaceAll("\n{3,}", "\n\n");
  }
}
