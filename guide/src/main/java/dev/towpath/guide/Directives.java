package dev.towpath.guide;

import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a page can ask for: {@code code('file#region')}, {@code styles('folder', ['Future', ...])},
 * {@code text('file')}, {@code contents('GROUP')}. How it comes out is up to a {@link Form}.
 */
final class Directives extends AbstractExtension {
  /** The style of a class, as the reader says it. */
  private static final Map<String, String> NAMES =
      Map.of(
          "Future", "CompletableFuture",
          "Rx", "RxJava 3",
          "Vertx", "Vert.x",
          "Plain", "Plain thread");

  private static final Pattern RELATIVE = Pattern.compile("\\]\\((?!https?:|#)");

  private final Sources sources;
  private final Form form;
  private final List<Page> pages;

  Directives(Sources sources, Form form, List<Page> pages) {
    this.sources = sources;
    this.form = form;
    this.pages = pages;
  }

  /** How code looks in one kind of output. */
  interface Form {
    String code(String language, String text);

    String styles(List<Style> styles);
  }

  /**
   * One style of a scenario.
   *
   * @param name as the reader says it, such as {@code RxJava 3}
   * @param plain whether it is one to end up with
   * @param file where the whole class is
   * @param code its region
   */
  record Style(String name, boolean plain, String file, String code) {}

  @Override
  public Map<String, Function> getFunctions() {
    return Map.of(
        "code", new Call(List.of("reference"), this::code),
        "styles", new Call(List.of("folder", "files"), this::styles),
        "text",
            new Call(
                List.of("file"),
                args -> String.join("\n", sources.lines((String) args.get("file")))),
        "contents", new Call(List.of("group"), this::contents),
        "chooser", new Call(List.of(), args -> chooser()));
  }

  private Object code(Map<String, Object> args) {
    String reference = (String) args.get("reference");
    String file = reference.replaceFirst("#.*", "");
    String language = file.substring(file.lastIndexOf('.') + 1);
    return form.code(language, sources.code(reference));
  }

  /** The region "style" of each class; plain threads and channels are what the others lead to. */
  private Object styles(Map<String, Object> args) {
    List<Style> styles = new ArrayList<>();
    for (Object each : (List<?>) args.get("files")) {
      String name = NAMES.getOrDefault((String) each, (String) each);
      String file = args.get("folder") + "/" + each + "Style.java";
      boolean plain = each.equals("Plain") || each.equals("Channel");
      styles.add(new Style(name, plain, file, sources.code(file + "#style")));
    }
    return form.styles(styles);
  }

  private Object contents(Map<String, Object> args) {
    Page.Group group = Page.Group.valueOf((String) args.get("group"));
    Map<String, String> entries = new LinkedHashMap<>();
    pages.stream()
        .filter(page -> page.group() == group && !page.path().equals("README.md"))
        .forEach(page -> entries.put(page.path(), page.title()));
    StringBuilder list = new StringBuilder();
    entries.forEach(
        (path, title) -> list.append("- [").append(title).append("](").append(path).append(")\n"));
    return list.toString();
  }

  /** The table of the front page of the repository, whose links start at its root. */
  private String chooser() {
    List<String> lines = sources.lines("README.md");
    int start = lines.indexOf("| I have | and want | use | page |");
    if (start < 0) {
      throw new GuideException(
          "README.md has no table that starts `| I have | and want | use | page |`");
    }
    StringBuilder table = new StringBuilder();
    for (int i = start; i < lines.size() && lines.get(i).startsWith("|"); i++) {
      String line = RELATIVE.matcher(lines.get(i)).replaceAll("](../../");
      table.append(line.replace("](../../docs/guide/", "](")).append('\n');
    }
    return table.toString();
  }

  private record Call(
      List<String> getArgumentNames, java.util.function.Function<Map<String, Object>, Object> body)
      implements Function {
    @Override
    public Object execute(
        Map<String, Object> args, PebbleTemplate self, EvaluationContext context, int line) {
      try {
        return body.apply(args);
      } catch (GuideException e) {
        throw new GuideException(
            self.getName().lines().findFirst().orElse("")
                + ", line "
                + line
                + ": "
                + e.getMessage(),
            e);
      }
    }
  }
}
