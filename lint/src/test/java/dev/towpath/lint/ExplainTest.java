package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.engine.Explain;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Heavy: walks whole libraries. */
@Tag("heavy")
class ExplainTest {

  private static final Set<Explain.Answer> BLOCKING =
      EnumSet.of(Explain.Answer.BLOCKS, Explain.Answer.MAY_BLOCK, Explain.Answer.DEFERRED);

  record Label(String jar, String method, boolean blocking) {}

  @Test
  void atLeastNineOfTenLibraryMethodsAreToldRightly() throws IOException {
    List<Label> labels = labels();
    List<String> wrong = new ArrayList<>();
    for (String jar : new LinkedHashSet<>(labels.stream().map(Label::jar).toList())) {
      wrong.addAll(wrongIn(jar, labels.stream().filter(label -> label.jar.equals(jar)).toList()));
    }

    assertThat(labels).hasSizeGreaterThanOrEqualTo(51);
    assertThat(wrong).as("told wrongly").hasSizeLessThanOrEqualTo(labels.size() / 10);
  }

  private static List<String> wrongIn(String name, List<Label> labels) throws IOException {
    List<Path> own = name.equals("jdk") ? List.of() : Jars.named(name);
    List<String> wrong = new ArrayList<>();
    try (ClassFiles jar = ClassFiles.open(own);
        ClassFiles all =
            ClassFiles.open(Jars.named("reactor", "reactive-streams", "netty-", "guava"))) {
      Library library = jar.or(all).or(Library.of(ClassLoader.getPlatformClassLoader()));
      Explain explain = Explain.of(jar.all(), library, CatalogueReader.standard(List.of()));
      for (Label label : labels) {
        Explain.Answer answer = explain.explain(Signature.parse(label.method)).answer();
        if (BLOCKING.contains(answer) != label.blocking) {
          wrong.add(answer + " " + label.method);
        }
      }
    }
    return wrong;
  }

  static List<Label> labels() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/explain-labels.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(" "))
        .map(words -> new Label(words[0], words[1], words[2].equals("blocking")))
        .toList();
  }

  public static void main(String[] args) throws IOException {
    for (String jar : new LinkedHashSet<>(labels().stream().map(Label::jar).toList())) {
      long before = System.currentTimeMillis();
      List<Label> own = labels().stream().filter(label -> label.jar.equals(jar)).toList();
      List<String> wrong = wrongIn(jar, own);
      System.out.println(
          jar + " " + own.size() + " wrong " + wrong + " " + (System.currentTimeMillis() - before));
    }
  }
}
