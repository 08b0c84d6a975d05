package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Body;
import dev.towpath.lint.bytecode.BodyReader;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.Mentions;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.model.Catalogue;
import java.util.HashMap;
import java.util.Map;

/** The code under analysis, and what is known about libraries. */
final class Program {

  final ClassIndex index;
  final Catalogue catalogue;
  final Mentions mentions;
  final BodyReader bodies = new BodyReader();
  final Options options;

  private final Map<String, Boolean> followed = new HashMap<>();

  Program(ClassIndex index, Catalogue catalogue, Options options) {
    this.index = index;
    this.catalogue = catalogue;
    this.options = options;
    index.assume(catalogue.hierarchy());
    this.mentions = new Mentions(index);
  }

  Body body(MethodFacts method) {
    return bodies.body(method);
  }

  /**
   * Whether calls into the class are followed: always in the project, in libraries unless opaque.
   */
  boolean isFollowed(ClassFacts facts) {
    return facts.project || mayFollow(facts.name);
  }

  /** Whether calls into a library's class are followed, if the class is there. */
  boolean mayFollow(String library) {
    return followed.computeIfAbsent(library, this::isFollowedLibrary);
  }

  private boolean isFollowedLibrary(String name) {
    return options.followLibraries() && !catalogue.isOpaque(name) && !isTrusted(name);
  }

  boolean isTrusted(String className) {
    for (String each : options.trustedPackages()) {
      if (className.startsWith(each)) {
        return true;
      }
    }
    return false;
  }
}
