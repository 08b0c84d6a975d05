package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.LambdaSite;
import dev.towpath.lint.bytecode.MethodFacts;
import dev.towpath.lint.bytecode.MethodRef;
import dev.towpath.lint.bytecode.Names;
import dev.towpath.lint.bytecode.Origin;
import dev.towpath.lint.bytecode.Value;
import dev.towpath.lint.model.Where;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/**
 * Classes that are deployed on threads that may wait: verticles with worker or virtual threads,
 * channel handlers added with an executor group of their own. A class deployed both ways is not
 * one.
 */
final class Deployments {

  private static final String GROUP = "(Lio/netty/util/concurrent/EventExecutorGroup;";

  private final Program program;
  private final Nodes nodes;
  private final Resolver resolver;
  private final Threads threads;
  private final Set<String> safe = new HashSet<>();
  private final Set<String> unsafe = new HashSet<>();

  Deployments(Program program, Nodes nodes, Resolver resolver, Threads threads) {
    this.program = program;
    this.nodes = nodes;
    this.resolver = resolver;
    this.threads = threads;
    for (ClassFacts facts : program.index.project()) {
      facts.methods().stream().filter(Deployments::deploys).forEach(this::read);
    }
  }

  /** Whether all code of the class, lambdas and inner classes included, may wait. */
  boolean isSafe(String className) {
    String type = className;
    while (true) {
      if (safe.contains(type) && !unsafe.contains(type)) {
        return true;
      }
      int dollar = type.lastIndexOf('$');
      if (dollar < 0) {
        return false;
      }
      type = type.substring(0, dollar);
    }
  }

  private static boolean deploys(MethodFacts method) {
    for (MethodRef call : method.calls) {
      if (isDeploy(call) || isAdd(call)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDeploy(MethodRef call) {
    return call.name().startsWith("deployVerticle") || call.name().equals("rxDeployVerticle");
  }

  private static boolean isAdd(MethodRef call) {
    return call.owner().equals("io/netty/channel/ChannelPipeline") && call.name().startsWith("add");
  }

  private void read(MethodFacts method) {
    for (Call call : program.body(method).calls) {
      Node node = nodes.plain(method);
      if (isDeploy(call.target)) {
        Set<String> types = types(call.args.get(1), node);
        (mayWait(call, node) ? safe : unsafe).addAll(types);
      } else if (isAdd(call.target)) {
        addHandler(call, node);
      }
    }
  }

  private void addHandler(Call call, Node node) {
    boolean group =
        call.target.desc().startsWith(GROUP)
            && threads.of(call.args.get(1), node).where() == Where.SAFE
            && threads.of(call.args.get(1), node).known();
    for (Value arg : call.args.subList(1, call.args.size())) {
      for (Obj each : resolver.resolve(arg, node)) {
        Set<Obj> parts =
            each instanceof Obj.Arr ? resolver.containers().elements(each) : Set.of(each);
        parts.stream()
            .map(Obj::exactType)
            .filter(type -> type != null && program.index.project(type) != null)
            .forEach(type -> (group ? safe : unsafe).add(type));
      }
    }
  }

  private Set<String> types(Value deployed, Node node) {
    Set<String> found = new LinkedHashSet<>();
    for (Obj each : resolver.resolve(deployed, node)) {
      String exact = each.exactType();
      if (exact != null) {
        found.add(exact);
      } else if (each instanceof Obj.Const constant) {
        addNamed(constant.value(), found);
      } else if (each instanceof Obj.Fn fn) {
        addSupplied(fn, found);
      }
    }
    return found;
  }

  private static void addNamed(@Nullable Object name, Set<String> found) {
    if (name instanceof Type type) {
      found.add(type.getInternalName());
    } else if (name instanceof String text) {
      found.add(text.substring(text.indexOf(':') + 1).replace('.', '/'));
    }
  }

  private void addSupplied(Obj.Fn fn, Set<String> found) {
    LambdaSite site = fn.site();
    if (site.implementation.getName().equals("<init>")) {
      found.add(site.implementation.getOwner());
      return;
    }
    MethodFacts body =
        program.index.select(
            site.implementation.getOwner(),
            site.implementation.getName(),
            site.implementation.getDesc());
    if (body != null) {
      resolver.returned(nodes.plain(body)).stream()
          .map(Obj::exactType)
          .filter(type -> type != null)
          .forEach(found::add);
    }
  }

  private boolean mayWait(Call call, Node node) {
    for (Value arg : call.args.subList(2, call.args.size())) {
      for (Obj each : resolver.resolve(arg, node)) {
        if (isWorkerOption(each, 0)) {
          return true;
        }
      }
      if (isConfiguredHere(arg, call)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWorkerOption(Obj options, int depth) {
    if (!(options instanceof Obj.Ext ext) || depth > 8) {
      return false;
    }
    if (setsWorker(ext.call(), ext.made())) {
      return true;
    }
    return !ext.call().isStatic()
        && (resolver.resolve(ext.call().args.get(0), ext.made()).stream()
                .anyMatch(each -> isWorkerOption(each, depth + 1))
            || isConfiguredHere(ext.call().args.get(0), ext.call()));
  }

  /** {@code options.setWorker(true)} as a statement of its own. */
  private boolean isConfiguredHere(Value options, Call deploy) {
    Origin origin = options.only();
    if (!(origin instanceof Origin.Created)) {
      return false;
    }
    for (Call call : program.body(deploy.in).calls) {
      if (!call.isStatic()
          && call.args.get(0).origins.contains(origin)
          && setsWorker(call, nodes.plain(deploy.in))) {
        return true;
      }
    }
    return false;
  }

  private boolean setsWorker(Call call, Node node) {
    String name = call.target.name();
    if (!Names.simple(call.target.owner()).equals("DeploymentOptions") || call.args.size() < 2) {
      return false;
    }
    for (Obj each : resolver.resolve(call.args.get(1), node)) {
      if (name.equals("setWorker")
          && each instanceof Obj.Const constant
          && Integer.valueOf(1).equals(constant.value())) {
        return true;
      }
      if (name.equals("setThreadingModel")
          && each instanceof Obj.Static model
          && !model.name().equals("EVENT_LOOP")) {
        return true;
      }
    }
    return false;
  }
}
