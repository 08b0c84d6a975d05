package dev.towpath.lint;

import dev.towpath.lint.bytecode.ClassFacts;
import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.ClassIndex;
import dev.towpath.lint.bytecode.ClassSource;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.engine.Analysis;
import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Options;
import dev.towpath.lint.model.CatalogueReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Samples with labels, one set for each class path that they are written against. */
enum Corpus {
  JDK(),
  VERTX4("vertx-core-4", "vertx-web-4", "netty-"),
  VERTX5("vertx-core-5", "vertx-web-5", "netty-"),
  REACTOR("reactor-core", "reactive-streams", "reactor-netty", "spring-", "netty-"),
  RXJAVA("rxjava-3", "reactive-streams"),
  RXJAVA2("rxjava-2", "reactive-streams"),
  NETTY("netty-"),
  WEB(
      "mutiny",
      "spring-",
      "reactor-core",
      "reactive-streams",
      "smallrye-",
      "jakarta.ws",
      "micronaut-",
      "armeria",
      "annotations-",
      "kafka-clients",
      "okhttp",
      "guava",
      "jedis",
      "lettuce",
      "quarkus-",
      "jakarta.persistence",
      "grpc",
      "netty-",
      "java-driver",
      "jooq",
      "microprofile");

  private static final Path SOURCES = Path.of("src/test/corpus");

  private final String[] jars;

  Corpus(String... jars) {
    this.jars = jars;
  }

  /** What was expected of a sample, and what was found. */
  record Outcome(String sample, String expected, List<String> found) {

    boolean violation() {
      return !expected.isEmpty();
    }

    /** Whether the class is the sample or stands inside it. */
    boolean concerns(String className) {
      return isIn(className, sample);
    }

    boolean right() {
      return violation() ? found.contains(expected) : found.isEmpty();
    }
  }

  List<Path> classPath() {
    return jars.length == 0 ? List.of() : Jars.named(jars);
  }

  Path compiled(Path folder) throws IOException {
    return Compiled.with(
        classPath(),
        folder,
        SOURCES.resolve("labels"),
        SOURCES.resolve(name().toLowerCase(java.util.Locale.ROOT)));
  }

  List<Outcome> judge(Path folder) throws IOException {
    return judge(folder, classPath());
  }

  /** Judges with these libraries at hand; without any, only names tell what is called. */
  List<Outcome> judge(Path folder, List<Path> known) throws IOException {
    Path classes = compiled(folder);
    try (ClassFiles files = ClassFiles.open(List.of(classes));
        ClassFiles libraries = ClassFiles.open(known)) {
      Library library = libraries.or(Library.of(ClassLoader.getPlatformClassLoader()));
      List<Outcome> outcomes = new ArrayList<>();
      List<ClassFacts> samples = samples(ClassIndex.read(files.all(), library));
      for (ClassFacts sample : samples) {
        outcomes.add(outcome(sample, samples, files, library));
      }
      return outcomes;
    }
  }

  static List<ClassFacts> samples(ClassIndex index) {
    return index.project().stream().filter(Corpus::isSample).toList();
  }

  private static boolean isSample(ClassFacts facts) {
    return facts.annotations.containsKey("labels/Blocks")
        || facts.annotations.containsKey("labels/Clean");
  }

  /** Each sample is analysed alone, with the helpers of its set but without the other samples. */
  private static Outcome outcome(
      ClassFacts sample, List<ClassFacts> samples, ClassFiles files, Library library) {
    Set<String> others =
        samples.stream()
            .map(facts -> facts.name)
            .filter(name -> !name.equals(sample.name))
            .collect(Collectors.toSet());
    List<ClassSource> own =
        files.all().stream()
            .filter(source -> others.stream().noneMatch(other -> isOf(source, other)))
            .toList();
    List<Finding> findings =
        Analysis.run(own, library, CatalogueReader.standard(List.of()), new Options())
            .at(Confidence.LIKELY);
    Map<String, Object> blocks = sample.annotations.get("labels/Blocks");
    List<String> found =
        findings.stream()
            .filter(each -> concerns(each, sample.name.replace('/', '.')))
            .map(Corpus::path)
            .toList();
    String expected = blocks == null ? "" : String.valueOf(blocks.get("value"));
    return new Outcome(sample.name.replace('/', '.'), expected, found);
  }

  private static boolean isOf(ClassSource source, String sample) {
    String file = source.toString().replace('\\', '/');
    return file.endsWith("/" + sample + ".class") || file.contains("/" + sample + "$");
  }

  private static boolean concerns(Finding finding, String sample) {
    return finding.path().stream().anyMatch(step -> isIn(step.className(), sample));
  }

  private static boolean isIn(String className, String sample) {
    return className.equals(sample) || className.startsWith(sample + "$");
  }

  static String path(Finding finding) {
    return finding.path().stream().map(Finding.PathStep::method).collect(Collectors.joining(">"))
        + ">"
        + finding.shortSink();
  }
}
