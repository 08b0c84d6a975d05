package dev.towpath.lint.bytecode;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One copy of every name: twelve thousand classes repeat the same few. */
final class Interner {

  private final Map<MethodRef, MethodRef> methods = new HashMap<>();
  private final Map<String, String> joined = new HashMap<>();
  private String[] texts = new String[1 << 12]; // open addressing, at most half full
  private int size;
  private int numbers;

  /** The text in these bytes, made only when it is met for the first time. */
  String text(byte[] bytes, int from, int length) {
    int hash = 0;
    boolean plain = true;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + bytes[i];
      plain &= bytes[i] > 0;
    }
    if (!plain) {
      return text(new String(bytes, from, length, StandardCharsets.UTF_8));
    }
    int slot = spread(hash) & (texts.length - 1);
    while (texts[slot] != null) {
      if (texts[slot].hashCode() == hash && is(texts[slot], bytes, from, length)) {
        return texts[slot];
      }
      slot = (slot + 1) & (texts.length - 1);
    }
    return put(slot, new String(bytes, from, length, StandardCharsets.ISO_8859_1));
  }

  String text(String value) {
    int slot = spread(value.hashCode()) & (texts.length - 1);
    while (texts[slot] != null) {
      if (texts[slot].equals(value)) {
        return texts[slot];
      }
      slot = (slot + 1) & (texts.length - 1);
    }
    return put(slot, value);
  }

  private String put(int slot, String value) {
    texts[slot] = value;
    if (++size > texts.length / 2) {
      grow();
    }
    return value;
  }

  private void grow() {
    String[] old = texts;
    texts = new String[old.length * 2];
    for (String each : old) {
      if (each != null) {
        int slot = spread(each.hashCode()) & (texts.length - 1);
        while (texts[slot] != null) {
          slot = (slot + 1) & (texts.length - 1);
        }
        texts[slot] = each;
      }
    }
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }

  private static boolean is(String text, byte[] bytes, int from, int length) {
    if (text.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** Another number each time, from zero. */
  int number() {
    return numbers++;
  }

  /** Of texts that are interned already. */
  MethodRef method(String owner, String name, String desc) {
    MethodRef wanted = new MethodRef(owner, name, desc);
    MethodRef known = methods.putIfAbsent(wanted, wanted);
    return known == null ? wanted : known;
  }

  /** {@code owner.name} of a field. */
  String field(String owner, String name) {
    String text = owner + "." + name;
    String known = joined.putIfAbsent(text, text);
    return known == null ? text : known;
  }
}
