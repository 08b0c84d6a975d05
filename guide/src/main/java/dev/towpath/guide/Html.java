package dev.towpath.guide;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown to HTML. */
final class Html {
  private static final List<Extension> EXTENSIONS =
      List.of(TablesExtension.create(), HeadingAnchorExtension.create());
  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(EXTENSIONS).build();
  private static final Pattern LINK = Pattern.compile("(<a href=\")([^\"]*)(\")");
  private static final Pattern IMAGE = Pattern.compile("(<img src=\")([^\"]*)(\")");
  private static final Pattern TAG = Pattern.compile("<[^>]*>");

  private Html() {}

  static String of(String markdown) {
    return RENDERER
        .render(PARSER.parse(markdown))
        .replace("<table>", "<div class=\"wide\"><table>")
        .replace("</table>", "</table></div>");
  }

  static String withLinks(String html, UnaryOperator<String> target) {
    return replaced(LINK, html, target);
  }

  static String withImages(String html, UnaryOperator<String> target) {
    return replaced(IMAGE, html, target);
  }

  private static String replaced(Pattern pattern, String html, UnaryOperator<String> target) {
    return pattern
        .matcher(html)
        .replaceAll(link ->
            Matcher.quoteReplacement(link.group(1) + target.apply(link.group(2)) + link.group(3)));
  }

  /** What a search looks through. */
  static String text(String html) {
    return TAG.matcher(html)
        .replaceAll(" ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
