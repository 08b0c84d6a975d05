package dev.towpath.lint.bytecode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the plain values of annotations; nested ones and arrays are of no interest here. */
final class AnnotationReader {

  private final ConstantPool pool;
  private int at;

  AnnotationReader(ConstantPool pool) {
    this.pool = pool;
  }

  /** Reads the content of an attribute; values that are not plain are left out. */
  void read(int content, Map<String, Map<String, Object>> into) {
    at = content + 2;
    for (int i = pool.u2(content); i > 0; i--) {
      String descriptor = pool.text(next());
      Map<String, Object> values = new LinkedHashMap<>();
      readPairs(values);
      into.put(descriptor.substring(1, descriptor.length() - 1), values);
    }
  }

  private int next() {
    at += 2;
    return pool.u2(at - 2);
  }

  private void readPairs(Map<String, Object> values) {
    for (int i = next(); i > 0; i--) {
      String name = pool.text(next());
      Object value = readValue();
      if (value != null) {
        values.put(name, value);
      }
    }
  }

  private @Nullable Object readValue() {
    int tag = pool.u1(at++);
    switch (tag) {
      case 's' -> {
        return pool.text(next());
      }
      case 'e' -> {
        next();
        return pool.text(next());
      }
      case '@' -> {
        next();
        readPairs(new LinkedHashMap<>());
        return null;
      }
      case '[' -> {
        for (int i = next(); i > 0; i--) {
          readValue();
        }
        return null;
      }
      case 'Z' -> {
        return pool.u4(pool.content(next())) != 0;
      }
      case 'I' -> {
        return pool.u4(pool.content(next()));
      }
      default -> {
        next();
        return null;
      }
    }
  }
}
