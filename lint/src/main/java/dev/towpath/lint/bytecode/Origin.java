package dev.towpath.lint.bytecode;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Where a value on the operand stack came from. */
public sealed interface Origin {

  /** A parameter by position; the receiver, if there is one, is number 0. */
  record Param(int index, Type type) implements Origin {

    @Override
    public int hashCode() {
      return index;
    }
  }

  /** A constant: null, a number, a text or a class. */
  record Const(@Nullable Object value) implements Origin {}

  /** Nothing that is of use: arithmetic, caught exceptions. */
  record Other(@Nullable Type type) implements Origin {}

  /** The result of a call. */
  record Result(Call call) implements Origin {}

  /** A lambda or method reference. */
  record Function(LambdaSite site) implements Origin {}

  /** A {@code new} expression. */
  record Created(Allocation allocation) implements Origin {}

  /** A field read. */
  record Load(FieldLoad load) implements Origin {}

  /** An array made here. */
  record Array(ArraySite site) implements Origin {}

  /** An element read from an array. */
  record Element(ElementLoad load) implements Origin {}

  /** The answer of {@code instanceof}. */
  record Test(TypeTest test) implements Origin {}
}
