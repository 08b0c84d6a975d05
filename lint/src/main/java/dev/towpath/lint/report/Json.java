package dev.towpath.lint.report;

import java.util.Collection;
import java.util.Map;

/** Writes maps, collections, numbers and texts as JSON. */
final class Json {

  private Json() {}

  static String of(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      out.append('{');
      String separator = "";
      for (Map.Entry<?, ?> each : map.entrySet()) {
        out.append(separator);
        text(String.valueOf(each.getKey()), out);
        out.append(':');
        write(each.getValue(), out);
        separator = ",";
      }
      out.append('}');
    } else if (value instanceof Collection<?> collection) {
      out.append('[');
      String separator = "";
      for (Object each : collection) {
        out.append(separator);
        write(each, out);
        separator = ",";
      }
      out.append(']');
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      text(String.valueOf(value), out);
    }
  }

  private static void text(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
