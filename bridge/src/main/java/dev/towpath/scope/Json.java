package dev.towpath.scope;

import org.jspecify.annotations.Nullable;

/** Writes JSON, putting the commas. */
final class Json {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  Json open(char bracket) {
    separate().append(bracket);
    first = true;
    return this;
  }

  Json close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  /** Begins a member, whose value comes next. */
  Json key(String key) {
    quote(key);
    text.append(':');
    first = true;
    return this;
  }

  /** Adds a member; none for null. */
  Json text(String key, @Nullable String value) {
    if (value != null) {
      key(key).quote(value);
    }
    return this;
  }

  Json number(String key, long value) {
    key(key).separate().append(value);
    return this;
  }

  Json bool(String key, boolean value) {
    key(key).separate().append(value);
    return this;
  }

  private StringBuilder separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
    return text;
  }

  private void quote(String value) {
    separate().append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append(String.format("\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
