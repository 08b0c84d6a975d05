package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;

/** A field write. */
public record FieldStore(String owner, String name, @Nullable Value receiver, Value value) {}
