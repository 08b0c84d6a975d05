package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;

/** The names that a class file mentions, each made into a text only when somebody asks. */
final class ConstantPool {

  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final byte[] bytes;
  private final int[] entries; // where the content of each entry begins
  private final @Nullable Object[] made;
  private final Interner interner;
  private final int end;

  ConstantPool(byte[] bytes, Interner interner) {
    this.bytes = bytes;
    this.interner = interner;
    int count = u2(8);
    this.entries = new int[count];
    this.made = new Object[count];
    int at = 10;
    for (int i = 1; i < count; i++) {
      int tag = bytes[at];
      entries[i] = at + 1;
      at += 1 + (tag == UTF8 ? 2 + u2(at + 1) : length(tag));
      if (tag == LONG || tag == DOUBLE) {
        i++;
      }
    }
    this.end = at;
  }

  private static int length(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case LONG, DOUBLE -> 8;
      default -> throw new IllegalStateException("no constant has the tag " + tag);
    };
  }

  /** Where the class file goes on. */
  int end() {
    return end;
  }

  int size() {
    return entries.length;
  }

  int u1(int at) {
    return bytes[at] & 0xFF;
  }

  int u2(int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  int u4(int at) {
    return (u2(at) << 16) | u2(at + 2);
  }

  int tag(int index) {
    return bytes[entries[index] - 1];
  }

  /** Where the entry's content begins. */
  int content(int index) {
    return entries[index];
  }

  String text(int index) {
    Object known = made[index];
    if (known == null) {
      int at = entries[index];
      known = interner.text(bytes, at + 2, u2(at));
      made[index] = known;
    }
    return (String) known;
  }

  /** Whether the entry is this text, without making one. */
  boolean is(int index, String text) {
    int at = entries[index];
    if (u2(at) != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + 2 + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The name of a class, a module or a package entry. */
  String className(int index) {
    return text(u2(entries[index]));
  }

  @Nullable String classNameOrNull(int index) {
    return index == 0 ? null : className(index);
  }

  MethodRef method(int index) {
    Object known = made[index];
    if (known == null) {
      int pair = entries[u2(entries[index] + 2)];
      known = interner.method(className(u2(entries[index])), text(u2(pair)), text(u2(pair + 2)));
      made[index] = known;
    }
    return (MethodRef) known;
  }

  /** {@code owner.name}. */
  String field(int index) {
    Object known = made[index];
    if (known == null) {
      int pair = entries[u2(entries[index] + 2)];
      known = interner.field(owner(index), text(u2(pair)));
      made[index] = known;
    }
    return (String) known;
  }

  /** The class of a field or of a method. */
  String owner(int index) {
    return className(u2(entries[index]));
  }

  Interner interner() {
    return interner;
  }
}
