package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.model.Category;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Severity;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a walk is after: calls that block, complete a future, or lead into a library's code. */
final class Ends {

  private final Program program;
  private final boolean info;
  private final Map<MethodRef, Boolean> known = new HashMap<>();
  private final Map<String, List<Entry.Sink>> byName = new HashMap<>();
  private final Set<String> touched = new HashSet<>();
  private final Map<String, Boolean> made = new HashMap<>();
  private final Map<String, Boolean> onlyOwn = new HashMap<>();

  Ends(Program program) {
    this.program = program;
    this.info = program.options.atLeast() == Confidence.POSSIBLE;
    for (ClassFacts facts : program.index.project()) {
      facts.methods().forEach(method -> touched.addAll(method.initialises));
    }
    for (Entry.Sink each : program.catalogue.all(Entry.Sink.class)) {
      if (isWanted(each)) {
        byName.computeIfAbsent(each.signature().name(), any -> new ArrayList<>()).add(each);
      }
    }
  }

  private boolean isWanted(Entry.Sink sink) {
    Category category = sink.category();
    return !program.options.switchedOff().contains(category)
        && (info
            || sink.severity() != Severity.INFO
            || sink.category() == Category.DNS
            || program.options.switchedOn().contains(category));
  }

  /** Whether the method is an end itself: marked as blocking, or one that takes a lock. */
  boolean isEnd(MethodFacts method) {
    boolean locks = info || program.options.switchedOn().contains(Category.LOCK);
    return (locks && method.locks) || isMarked(method);
  }

  private boolean isMarked(MethodFacts method) {
    for (String each : method.annotations.keySet()) {
      Entry.Annotated entry = program.catalogue.forType(Entry.Annotated.class, each, program.index);
      if (entry != null && entry.where() == Where.SAFE) {
        return true;
      }
    }
    return false;
  }

  boolean isEnd(MethodRef call) {
    return known.computeIfAbsent(call, this::decide);
  }

  private boolean decide(MethodRef call) {
    return isComplete(call) || isSink(call) || leavesIntoLibrary(call);
  }

  /** The call's own type or a more exact one may be what the catalogue names. */
  private boolean isSink(MethodRef call) {
    for (Entry.Sink sink : byName.getOrDefault(call.name(), List.of())) {
      String owner = sink.signature().owner();
      if (sink.signature().accepts(call.name(), call.desc())
          && (call.name().equals("<init>")
              ? owner.equals(call.owner())
              : program.index.isSubtype(call.owner(), owner) || isMadeAs(owner, call))) {
        return true;
      }
    }
    Entry.Sink any =
        byName.containsKey("*")
            ? program.catalogue.forType(Entry.Sink.class, call.owner(), program.index)
            : null;
    return any != null && isWanted(any);
  }

  /** Whether the code makes objects of the blocking type, and the call may be on one of them. */
  private boolean isMadeAs(String blocking, MethodRef call) {
    return !call.owner().equals("java/lang/Object")
        && program.index.project(blocking) == null
        && program.index.isSubtype(blocking, call.owner())
        && made.computeIfAbsent(blocking, this::isMade);
  }

  private boolean isMade(String blocking) {
    for (String type : touched) {
      if (program.index.isSubtype(type, blocking)) {
        return true;
      }
    }
    return false;
  }

  private boolean leavesIntoLibrary(MethodRef call) {
    ClassFacts owner = program.index.project(call.owner());
    if (owner == null) {
      return isFollowed(call.owner());
    }
    if (owner.method(call.name(), call.desc()) != null
        || call.name().equals("<init>")
        || onlyOwn.computeIfAbsent(call.owner(), this::hasOnlyDescribedAncestors)) {
      return false;
    }
    MethodFacts selected = program.index.select(call.owner(), call.name(), call.desc());
    return selected != null && !selected.owner.project;
  }

  private boolean hasOnlyDescribedAncestors(String type) {
    for (String each : program.index.ancestors(type)) {
      if (program.index.project(each) == null && isFollowed(each)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFollowed(String library) {
    return !library.startsWith("[")
        && program.mayFollow(library)
        && program.index.find(library) != null;
  }

  static boolean isComplete(MethodRef target) {
    return target.owner().equals("java/util/concurrent/CompletableFuture")
        && target.name().startsWith("complete");
  }
}
