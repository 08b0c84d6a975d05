package dev.towpath.lint.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a catalogue file. */
public sealed interface Entry {

  /** A method that the entry is about; a type alone has the method {@code *}. */
  Signature signature();

  /** A call that blocks. */
  record Sink(Signature signature, Category category, Severity severity) implements Entry {}

  /** A call that hands code to a thread; no parameters means every functional parameter. */
  record Run(Signature signature, Where where, String family, List<Integer> parameters)
      implements Entry {

    public boolean covers(int parameter) {
      return parameters.isEmpty() || parameters.contains(parameter);
    }
  }

  /** A method that libraries call on the given thread when user code overrides it. */
  record Callback(Signature signature, Where where, String family) implements Entry {}

  /** A call, constructor or constant that yields an executor or a scheduler. */
  record Executor(Signature signature, Where where) implements Entry {}

  /** A call that yields a publisher or a future whose signals come from the given thread. */
  record Source(Signature signature, Where where, String family) implements Entry {}

  /** An operator that moves the rest of the chain ({@code publishOn}) or its start. */
  record Move(Signature signature, Kind kind, int parameter) implements Entry {

    /** What moves. */
    public enum Kind {
      /** Everything downstream, to the scheduler argument. */
      PUBLISH,
      /** The subscription, to the scheduler argument. */
      SUBSCRIBE,
      /** Everything downstream, to the library's timer threads. */
      TIMER
    }
  }

  /** A publisher type: its methods are operators. */
  record Publisher(Signature signature, String family) implements Entry {}

  /** A future type: its methods are continuations. */
  record Stage(Signature signature, String family) implements Entry {}

  /** A call whose result blocks later, when it is used. */
  record Deferred(Signature signature) implements Entry {}

  /** A type whose streams live in memory. */
  record Memory(Signature signature) implements Entry {}

  /** An annotation that says on which thread a method, or the methods of a type, run. */
  record Annotated(
      Signature signature, Where where, String family, @Nullable String attribute, Scope scope)
      implements Entry {

    /** Which methods of an annotated type or which annotated methods are meant. */
    public enum Scope {
      ANY,
      /** Only methods that return a publisher or a future. */
      ASYNC
    }
  }

  /** A way out, offered if the signature exists in the library that is there. */
  record Fix(Signature signature, String family, String text) implements Entry {}

  /** A package whose classes are described here and never followed. */
  record Opaque(Signature signature) implements Entry {}
}
