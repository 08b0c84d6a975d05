package dev.towpath.lint.bytecode;

/** Entry into a monitor. */
public record Lock(int position, int line, Value monitor) {}
