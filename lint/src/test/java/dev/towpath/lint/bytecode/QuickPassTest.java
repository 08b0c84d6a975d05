package dev.towpath.lint.bytecode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

class QuickPassTest {

  @Test
  void readsTheSameFromRealJarsAsAsm() throws Exception {
    List<Path> jars = jars("netty-codec-http-4", "vertx-web-5", "spring-web-6");

    List<String> ours = new ArrayList<>();
    List<String> asm = new ArrayList<>();
    try (ClassFiles files = ClassFiles.open(jars)) {
      for (ClassSource source : files.all()) {
        if (!source.toString().endsWith("-info.class")) {
          addOurs(source, ours);
          addAsm(source, asm);
        }
      }
    }

    assertThat(ours).hasSizeGreaterThan(5_000).isEqualTo(asm);
  }

  @Test
  void aVersionThatAsmCannotReadIsRefusedAndNotGuessed() throws Exception {
    byte[] bytes;
    try (ClassFiles files = ClassFiles.open(jars("netty-codec-http-4"))) {
      bytes = files.all().get(0).bytes();
    }
    bytes[7] = 120;

    assertThatThrownBy(() -> read(bytes)).hasMessageContaining("Unsupported class file");
  }

  private static ClassFacts read(byte[] bytes) {
    return QuickPass.read(bytes, null, true, new Interner());
  }

  private static List<Path> jars(String... names) throws Exception {
    Path folder = Path.of(System.getProperty("lint.jars", "target/jars"));
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(jar -> Stream.of(names).anyMatch(jar.getFileName().toString()::startsWith))
          .sorted()
          .toList();
    }
  }

  private static void addOurs(ClassSource source, List<String> texts) throws Exception {
    ClassFacts facts = read(source.bytes());
    texts.add(
        facts.name
            + facts.superName
            + facts.interfaces
            + facts.sourceFile
            + new TreeSet<>(facts.fields().keySet())
            + new TreeSet<>(facts.annotations.keySet()));
    for (MethodFacts method : facts.methods()) {
      Set<String> mentions = new TreeSet<>(method.fields);
      method.calls.forEach(call -> mentions.add(text(call.owner(), call.name(), call.desc())));
      for (LambdaRef each : method.references) {
        MethodRef target = each.implementation();
        mentions.add(each.type() + text(target.owner(), target.name(), target.desc()));
      }
      texts.add(method + " " + new TreeSet<>(method.annotations.keySet()) + mentions);
    }
  }

  private static void addAsm(ClassSource source, List<String> texts) throws Exception {
    ClassNode node = new ClassNode();
    new ClassReader(source.bytes()).accept(node, ClassReader.SKIP_FRAMES);
    Set<String> fields = new TreeSet<>();
    node.fields.forEach(field -> fields.add(field.name));
    Set<String> annotations = new TreeSet<>();
    Stream.of(node.visibleAnnotations, node.invisibleAnnotations)
        .filter(list -> list != null)
        .forEach(list -> list.forEach(each -> annotations.add(type(each.desc))));
    texts.add(
        node.name + node.superName + node.interfaces + node.sourceFile + fields + annotations);
    for (MethodNode method : node.methods) {
      Set<String> found = new TreeSet<>();
      Stream.of(method.visibleAnnotations, method.invisibleAnnotations)
          .filter(list -> list != null)
          .forEach(list -> list.forEach(each -> found.add(type(each.desc))));
      texts.add(node.name + "." + method.name + method.desc + " " + found + mentions(method));
    }
  }

  private static String type(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1);
  }

  private static Set<String> mentions(MethodNode method) {
    Set<String> mentions = new TreeSet<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof MethodInsnNode call) {
        mentions.add(text(call.owner, call.name, call.desc));
      } else if (insn instanceof FieldInsnNode field) {
        mentions.add(field.owner + "." + field.name);
      } else if (insn instanceof InvokeDynamicInsnNode dynamic) {
        for (Object argument : dynamic.bsmArgs) {
          if (argument instanceof Handle handle && handle.getTag() >= 5) {
            mentions.add(
                type(dynamic.desc.substring(dynamic.desc.indexOf(')') + 1))
                    + text(handle.getOwner(), handle.getName(), handle.getDesc()));
          }
        }
      }
    }
    return mentions;
  }

  private static String text(String owner, String name, String desc) {
    return owner + "#" + name + desc;
  }
}
