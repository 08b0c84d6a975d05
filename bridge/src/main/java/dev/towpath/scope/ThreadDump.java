package dev.towpath.scope;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thread dump of the JDK in JSON, copied with something added: to each thread what is known of
 * it, and to the whole the rest. Reads no more of JSON than where things begin and end.
 */
final class ThreadDump {
  /** An object or array that is open, and the key that it stands under. */
  private static final class Level {
    final char bracket;
    final @Nullable String under;
    @Nullable String key; // the member that is read
    @Nullable String thread; // its tid, if that was read

    Level(char bracket, @Nullable String under) {
      this.bracket = bracket;
      this.under = under;
    }
  }

  private final String dump;
  private final Map<Long, String> known;
  private final StringBuilder merged = new StringBuilder();
  private final Deque<Level> open = new ArrayDeque<>();
  private boolean isDump;
  private boolean over;
  private int at;

  private ThreadDump(String dump, Map<Long, String> known) {
    this.dump = dump;
    this.known = known;
  }

  /**
   * Returns the dump with more in it.
   *
   * @param known what is added to threads, by their numbers
   * @param rest what is added to the whole
   * @throws IllegalArgumentException if it is not a dump
   */
  static String merged(String dump, Map<Long, String> known, String rest) {
    return new ThreadDump(dump, known).merge(rest);
  }

  private String merge(String rest) {
    while (at < dump.length()) {
      char c = dump.charAt(at);
      switch (c) {
        case '{', '[' -> begin(c);
        case '}', ']' -> end(c, rest);
        case '"' -> string();
        case ',' -> {
          if (!open.isEmpty()) {
            open.peek().key = null;
          }
          copy(1);
        }
        default -> {
          if (Character.isWhitespace(c) || c == ':') {
            copy(1);
          } else {
            value();
          }
        }
      }
    }
    if (!over || !isDump) {
      throw bad("ends at " + at);
    }
    return merged.toString();
  }

  private void begin(char bracket) {
    if (over) {
      throw bad("goes on at " + at);
    }
    Level around = open.peek();
    open.push(
        new Level(
            bracket,
            around == null ? null : around.bracket == '{' ? around.key : "one of " + around.under));
    copy(1);
  }

  private void end(char bracket, String rest) {
    Level level = open.poll();
    if (level == null || (level.bracket == '{') != (bracket == '}')) {
      throw bad("has '" + bracket + "' at " + at);
    }
    if (level.thread != null && "one of threads".equals(level.under)) {
      add(known.get(number(level.thread)));
    }
    over = open.isEmpty();
    if (over) {
      add(rest);
    }
    copy(1);
  }

  private void add(@Nullable String more) {
    if (more != null) {
      merged.append(", \"towpath\": ").append(more).append(' ');
    }
  }

  private void string() {
    int end = at + 1;
    while (end < dump.length() && dump.charAt(end) != '"') {
      end += dump.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= dump.length()) {
      throw bad("has no end of the string at " + at);
    }
    read(dump.substring(at + 1, end));
    copy(end + 1 - at);
  }

  /** A number, true, false or null. */
  private void value() {
    int end = at + 1;
    while (end < dump.length() && ",]} \t\r\n".indexOf(dump.charAt(end)) < 0) {
      end++;
    }
    read(dump.substring(at, end));
    copy(end - at);
  }

  private void read(String token) {
    Level level = open.peek();
    if (level == null) {
      throw bad("has '" + token + "' at " + at);
    }
    if (level.bracket == '[') {
      return;
    }
    if (level.key == null) {
      level.key = token;
      isDump |= open.size() == 1 && token.equals("threadDump");
    } else if (level.key.equals("tid")) {
      level.thread = token;
    }
  }

  private void copy(int length) {
    merged.append(dump, at, at + length);
    at += length;
  }

  private static long number(String tid) {
    try {
      return Long.parseLong(tid);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static IllegalArgumentException bad(String where) {
    return new IllegalArgumentException("not a thread dump of the JDK in JSON: it " + where);
  }
}
