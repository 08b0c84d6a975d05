package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;

/** Finds class files that are not under analysis: the JDK's and those of libraries. */
public interface Library {

  /** The class with this internal name, or null if it is not there. */
  @Nullable ClassSource find(String internalName);

  /** The classes that a class loader sees. */
  static Library of(ClassLoader loader) {
    return name -> LoaderSource.of(loader, name + ".class");
  }

  /** Looks here first, then there. */
  default Library or(Library other) {
    return name -> {
      ClassSource found = find(name);
      return found == null ? other.find(name) : found;
    };
  }
}
