package dev.towpath.guide;

import java.util.ArrayList;
import java.util.List;

/**
 * HTML for the site: the styles in two columns, what there is on the left and what it becomes on
 * the right. Markdown would stop at an empty line inside HTML, so a page holds a mark for each
 * block until it has been rendered.
 */
final class SiteForm implements Directives.Form {
  private final List<String> blocks = new ArrayList<>();
  private final String toRoot;

  SiteForm(String toRoot) {
    this.toRoot = toRoot;
  }

  @Override
  public String code(String language, String text) {
    return "```" + language + "\n" + text + "\n```";
  }

  @Override
  public String styles(List<Directives.Style> styles) {
    StringBuilder html = new StringBuilder("<div class=\"styles\">\n");
    column(html, "before", styles.stream().filter(style -> !style.plain()).toList());
    column(html, "after", styles.stream().filter(Directives.Style::plain).toList());
    blocks.add(html.append("</div>").toString());
    return mark(blocks.size() - 1);
  }

  /** Puts the blocks where their marks are. */
  String filled(String html) {
    String filled = html;
    for (int i = 0; i < blocks.size(); i++) {
      filled = filled.replace("<p>" + mark(i) + "</p>", blocks.get(i));
    }
    return filled;
  }

  private static String mark(int block) {
    return "%%block" + block + "%%";
  }

  private void column(StringBuilder html, String side, List<Directives.Style> styles) {
    html.append("<div class=\"tabs ").append(side).append("\" role=\"tablist\">");
    for (int i = 0; i < styles.size(); i++) {
      html.append("<button role=\"tab\" aria-selected=\"").append(i == 0).append("\">");
      html.append(Html.escaped(styles.get(i).name())).append("</button>");
    }
    html.append("</div>\n<div class=\"panels ").append(side).append("\">\n");
    for (int i = 0; i < styles.size(); i++) {
      Directives.Style style = styles.get(i);
      html.append("<div role=\"tabpanel\"").append(i == 0 ? " class=\"chosen\">" : ">");
      html.append("<pre><code class=\"language-java\">").append(Html.escaped(style.code()));
      html.append("</code></pre><p class=\"whole\"><a href=\"").append(toRoot);
      html.append(style.file()).append("\">the whole class</a></p></div>\n");
    }
    html.append("</div>\n");
  }
}
