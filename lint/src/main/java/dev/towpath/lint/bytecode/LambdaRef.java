package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;

/**
 * A method that a lambda or a method reference stands for.
 *
 * @param type the interface of the function object; null if another compiler's bootstrap makes it
 * @param method the name of the interface's method
 */
public record LambdaRef(@Nullable String type, String method, MethodRef implementation) {}
