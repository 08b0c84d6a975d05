package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;

/** A field read. */
public final class FieldLoad {

  public final String owner;
  public final String name;
  public final String desc;
  public final boolean isStatic;

  /** Null for a static field. */
  public @Nullable Value receiver;

  FieldLoad(String owner, String name, String desc, boolean isStatic) {
    this.owner = owner;
    this.name = name;
    this.desc = desc;
    this.isStatic = isStatic;
  }
}
