package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Body;
import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.model.Where;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/** Starts at calls that are made while a monitor is held. */
final class Monitors {

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final Walk walk;

  Monitors(Program program, Nodes nodes, Resolver resolver, Walk walk) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
    this.walk = walk;
  }

  void follow() {
    for (ClassFacts facts : program.index.project()) {
      for (MethodFacts method : facts.methods()) {
        if (!method.isAbstract() && !method.name.equals("<clinit>")) {
          follow(method);
        }
      }
    }
  }

  private void follow(MethodFacts method) {
    boolean whole = (method.access & Opcodes.ACC_SYNCHRONIZED) != 0;
    Body body = program.body(method);
    List<Root> roots = new ArrayList<>();
    for (Call call : whole ? body.calls : body.underMonitor) {
      String place = RootFinder.place(method, call.line);
      Verdict verdict =
          new Verdict(Where.LOOP, "monitors", "called inside synchronized", Confidence.CERTAIN);
      Node node = nodes.plain(method);
      for (Step step : resolver.dispatch().expand(resolver.invocation(call, node))) {
        if (step instanceof Step.Enter enter && enter.node().method.owner.project) {
          roots.add(new Root(enter.node(), verdict, verdict.why(), place, method.name));
        } else if (step instanceof Step.Leave leave && !isOwnWait(call)) {
          Root root = new Root(node, verdict, verdict.why(), place, method.name);
          walk.direct(new RootFinder.DirectHit(root, leave.invocation()));
        }
      }
    }
    walk.from(roots);
  }

  /** {@code wait} gives the monitor back. */
  private static boolean isOwnWait(Call call) {
    return call.target.owner().equals("java/lang/Object") && call.target.name().equals("wait");
  }
}
