package dev.towpath.guide;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** Markdown that a forge shows: code in fences, one style open and the others to unfold. */
final class ForgeForm implements Directives.Form {
  private final String toRoot;

  /**
   * @param toRoot from the page's folder to the repository's, such as {@code ../../}
   */
  ForgeForm(String toRoot) {
    this.toRoot = toRoot;
  }

  @Override
  public String code(String language, String text) {
    return "```" + language + "\n" + text + "\n```";
  }

  @Override
  public String styles(List<Directives.Style> styles) {
    String after =
        styles.stream()
            .filter(Directives.Style::plain)
            .map(
                style -> "### " + style.name() + "\n\n" + code("java", style.code()) + whole(style))
            .collect(joining("\n\n"));
    String before =
        styles.stream()
            .filter(style -> !style.plain())
            .map(style -> folded(style.name(), code("java", style.code()) + whole(style)))
            .collect(joining("\n\n"));
    return before + "\n\n" + after;
  }

  private static String folded(String name, String body) {
    return "<details><summary><b>" + name + "</b></summary>\n\n" + body + "\n\n</details>";
  }

  private String whole(Directives.Style style) {
    String name = style.file().substring(style.file().lastIndexOf('/') + 1);
    return "\n\n[" + name + "](" + toRoot + style.file() + ")";
  }
}
