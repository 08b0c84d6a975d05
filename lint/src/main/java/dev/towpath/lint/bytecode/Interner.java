package dev.towpath.lint.bytecode;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One copy of every name: twelve thousand classes repeat the same few. */
final class Interner {

  private final ConcurrentMap<String, String> texts = new ConcurrentHashMap<>();
  private final ConcurrentMap<MethodRef, MethodRef> methods = new ConcurrentHashMap<>();

  String text(String value) {
    String known = texts.putIfAbsent(value, value);
    return known == null ? value : known;
  }

  MethodRef method(String owner, String name, String desc) {
    MethodRef wanted = new MethodRef(owner, name, desc);
    MethodRef known = methods.get(wanted);
    if (known != null) {
      return known;
    }
    MethodRef lean = new MethodRef(text(owner), text(name), text(desc));
    known = methods.putIfAbsent(lean, lean);
    return known == null ? lean : known;
  }
}
