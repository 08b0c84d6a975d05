package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Allocation;
import dev.towpath.lint.bytecode.ArraySite;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.LambdaSite;
import org.jspecify.annotations.Nullable;

/** What a value can be, together with the method entry in which it was made. */
sealed interface Obj {

  /** A lambda or method reference; captured values are to be resolved in the entry that made it. */
  record Fn(LambdaSite site, Node made) implements Obj {}

  /** An object whose exact class is known. */
  record New(Allocation allocation, Node made) implements Obj {}

  /** An object of exactly this class that somebody else made. */
  record Exact(String type) implements Obj {}

  /** What a library's method returned. */
  record Ext(Call call, Node made) implements Obj {}

  /** A constant of a library. */
  record Static(String owner, String name, String type) implements Obj {}

  /** A literal. */
  record Const(@Nullable Object value) implements Obj {}

  /** An array. */
  record Arr(ArraySite site, Node made) implements Obj {}

  /** Something of this type, or of a subtype: nobody knows. */
  record Typed(String type) implements Obj {}

  /** The method entry that the object keeps alive, if any. */
  default @Nullable Node context() {
    if (this instanceof Fn fn) {
      return fn.made;
    }
    if (this instanceof New created) {
      return created.made;
    }
    if (this instanceof Ext ext) {
      return ext.made;
    }
    return this instanceof Arr array ? array.made : null;
  }

  /** The exact class of the object, or null if only a function object or a guess is known. */
  default @Nullable String exactType() {
    if (this instanceof New created) {
      return created.allocation.type;
    }
    return this instanceof Exact exact ? exact.type : null;
  }
}
