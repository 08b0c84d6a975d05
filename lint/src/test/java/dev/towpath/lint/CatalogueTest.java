package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.model.CatalogueReader;
import dev.towpath.lint.model.Entry;
import dev.towpath.lint.model.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

  /** Libraries whose section is named otherwise than their jar. */
  private static final Map<String, String> JARS =
      Map.of(
          "rxjava-3", "rxjava-3",
          "rxjava-2", "rxjava-2",
          "spring-cloud-gateway", "spring-cloud-gateway-server",
          "jetbrains-annotations", "annotations-",
          "aws-s3", "s3-",
          "aws-sdk-core", "sdk-core-",
          "reactive-messaging", "microprofile-reactive-messaging",
          "hikaricp", "HikariCP");

  @TempDir Path folder;

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "older JDKs lack virtual threads")
  void everySignatureExistsInARealJar() throws IOException {
    List<String> unknown = new ArrayList<>();
    List<Path> everything = Jars.named("");
    try (ClassFiles all = ClassFiles.open(everything)) {
      for (Map.Entry<String, List<Entry>> section : CatalogueReader.byLibrary().entrySet()) {
        unknown.addAll(unknownIn(section.getKey(), section.getValue(), all));
      }
    }

    assertThat(unknown).isEmpty();
  }

  @Test
  void everyAssumedHierarchyIsTheRealOne() throws IOException {
    try (ClassFiles all = ClassFiles.open(Jars.named(""))) {
      Library library = all.or(Library.of(ClassLoader.getPlatformClassLoader()));
      ClassIndex index = ClassIndex.read(List.of(), library);

      assertThat(CatalogueReader.hierarchies())
          .allSatisfy(
              (type, ancestors) -> assertThat(index.ancestors(type)).containsAll(ancestors));
    }
  }

  /** A line holds if any of the library's versions has the method. */
  private static List<String> unknownIn(String library, List<Entry> entries, ClassFiles all)
      throws IOException {
    if (library.equals("towpath")) {
      return List
          .of(); // our own modules are above this one: OwnModulesTest of the benchmarks checks them
    }
    boolean jdk = library.equals("jdk");
    List<Path> jars = jdk ? List.of() : Jars.named(JARS.getOrDefault(library, library + "-"));
    if (!jdk && jars.isEmpty()) {
      return List.of("no jar for library " + library);
    }
    List<ClassIndex> versions = new ArrayList<>();
    Library platform = Library.of(ClassLoader.getPlatformClassLoader());
    List<ClassFiles> opened = new ArrayList<>();
    for (Path jar : jars) {
      ClassFiles files = ClassFiles.open(List.of(jar));
      opened.add(files);
      versions.add(ClassIndex.read(List.of(), files.or(all).or(platform)));
    }
    versions.add(ClassIndex.read(List.of(), platform));
    List<String> unknown =
        entries.stream()
            .map(Entry::signature)
            .filter(signature -> versions.stream().noneMatch(index -> exists(signature, index)))
            .map(signature -> library + ": " + signature.readable())
            .toList();
    for (ClassFiles files : opened) {
      files.close();
    }
    return unknown;
  }

  private static boolean exists(Signature signature, ClassIndex index) {
    ClassFacts owner = index.find(signature.owner());
    if (owner == null) {
      return false;
    }
    if (signature.name().equals("*")) {
      return true;
    }
    for (String each : index.ancestors(owner.name)) {
      ClassFacts facts = index.find(each);
      if (facts != null
          && (facts.fields().containsKey(signature.name())
              || facts.methods().stream()
                  .anyMatch(method -> signature.accepts(method.name, method.desc)))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aLineThatNobodyUnderstandsIsNamedWithItsFileAndNumber() throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), "\nsink sleep com.acme.Nap\n");

    assertThatThrownBy(() -> CatalogueReader.standard(List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("own.txt:2: not a signature");
  }

  @Test
  void anUnknownCategoryIsRejected() throws IOException {
    Path file = Files.writeString(folder.resolve("own.txt"), "sink nap com.acme.Nap#take\n");

    assertThatThrownBy(() -> CatalogueReader.standard(List.of(file)))
        .hasMessageContaining("unknown Category 'nap'");
  }
}
