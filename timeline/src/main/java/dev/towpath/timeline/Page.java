package dev.towpath.timeline;

import dev.towpath.timeline.Timeline.Arrow;
import dev.towpath.timeline.Timeline.Bar;
import dev.towpath.timeline.Timeline.Kind;
import dev.towpath.timeline.Timeline.Lane;
import dev.towpath.timeline.Timeline.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A timeline as one file that is complete in itself, so that it can be sent around. Without scripts
 * the table of tasks is left.
 */
final class Page {
  private static final int ROWS = 1_000;

  /** Texts that stand in many places, each once. */
  private final Map<String, Integer> texts = new LinkedHashMap<>();

  private final Timeline timeline;

  private Page(Timeline timeline) {
    this.timeline = timeline;
  }

  /** Returns the whole file. */
  static String of(Timeline timeline) throws IOException {
    return new Page(timeline).html();
  }

  private String html() throws IOException {
    return resource("page.html")
        .replace("{{style}}", resource("page.css"))
        .replace("{{name}}", escaped(timeline.name()))
        .replace("{{summary}}", escaped(summary()))
        .replace("{{rows}}", rows())
        .replace("{{data}}", data().replace("<", "\\u003c")) // a name must not end the script
        .replace("{{view}}", resource("view.js"))
        .replace("{{script}}", resource("page.js"));
  }

  private String summary() {
    long channels =
        timeline.arrows().stream()
            .filter(arrow -> arrow.kind() == Kind.MESSAGE)
            .map(Arrow::over)
            .distinct()
            .count();
    String counted =
        counted(timeline.lanes().size(), "thread")
            + ", "
            + counted(timeline.messages(), "message")
            + " over "
            + counted(channels, "channel")
            + ", in "
            + Nanos.text(timeline.nanos())
            + ".";
    return timeline.notes().isEmpty()
        ? counted
        : counted + " " + String.join(" ", timeline.notes());
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private String rows() {
    Map<Integer, Long> sent = messagesBy(Arrow::fromLane);
    Map<Integer, Long> received = messagesBy(Arrow::toLane);
    StringBuilder rows = new StringBuilder();
    List<Lane> lanes = timeline.lanes();
    for (int i = 0; i < Math.min(ROWS, lanes.size()); i++) {
      Lane lane = lanes.get(i);
      rows.append("<tr><th scope=\"row\">").append(escaped(lane.name())).append("</th><td>");
      rows.append(escaped(lane.scope())).append("</td><td>");
      rows.append(Nanos.text(lane.to() - lane.from())).append("</td><td>");
      rows.append(Nanos.text(lane.waited())).append("</td><td>");
      rows.append(sent.getOrDefault(i, 0L)).append("</td><td>");
      rows.append(received.getOrDefault(i, 0L)).append("</td></tr>\n");
    }
    if (lanes.size() > ROWS) {
      rows.append("<tr><td colspan=\"6\">and ")
          .append(lanes.size() - ROWS)
          .append(" more</td></tr>");
    }
    return rows.toString();
  }

  private Map<Integer, Long> messagesBy(Function<Arrow, Integer> lane) {
    return timeline.arrows().stream()
        .filter(arrow -> arrow.kind() == Kind.MESSAGE)
        .collect(Collectors.groupingBy(lane, Collectors.counting()));
  }

  private String data() {
    String lanes = array(timeline.lanes(), this::lane);
    String arrows = array(timeline.arrows(), this::arrow);
    String marks = array(timeline.marks(), this::mark);
    return "{\"nanos\":"
        + timeline.nanos()
        + ",\n\"lanes\":"
        + lanes
        + ",\n\"arrows\":"
        + arrows
        + ",\n\"marks\":"
        + marks
        + ",\n\"texts\":"
        + array(List.copyOf(texts.keySet()), Page::quoted)
        + "}";
  }

  private String lane(Lane lane) {
    return "[%d,%d,%d,%d,%s]"
        .formatted(
            text(lane.name()),
            text(lane.scope()),
            lane.from(),
            lane.to(),
            array(lane.waits(), this::bar));
  }

  private String bar(Bar bar) {
    return "[%d,%d,%d,%d]".formatted(bar.from(), bar.to(), bar.place().ordinal(), text(bar.what()));
  }

  private String arrow(Arrow arrow) {
    return "[%d,%d,%d,%d,%d,%d,%d]"
        .formatted(
            arrow.kind() == Kind.FORK ? 1 : 0,
            arrow.fromLane(),
            arrow.from(),
            arrow.toLane(),
            arrow.to(),
            text(arrow.over()),
            text(arrow.what()));
  }

  private String mark(Mark mark) {
    return "[%d,%d,%d]".formatted(mark.lane(), mark.at(), text(mark.what()));
  }

  private int text(String text) {
    return texts.computeIfAbsent(text, unknown -> texts.size());
  }

  private static <T> String array(List<T> values, Function<T, String> json) {
    return values.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').append((char) c);
          } else if (c < ' ' || c == 0x2028 || c == 0x2029) {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.append((char) c);
          }
        });
    return quoted.append('"').toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("{{", "{&#123;"); // a name is no place to put something in
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("not on the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
