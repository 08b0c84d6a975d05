package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.engine.Analysis;
import dev.towpath.lint.engine.Confidence;
import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.engine.Options;
import dev.towpath.lint.engine.Report;
import dev.towpath.lint.model.CatalogueReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Lambdas look different from compiler to compiler and from release to release. */
class CompilersTest {

  private static final String SOURCE =
      """
      package app;
      import io.vertx.core.Handler;
      class Orders {
        private final Handler<Long> field = id -> nap();
        void nap() { try { Thread.sleep(900); } catch (InterruptedException e) { throw new IllegalStateException(e); } }
        void read() { try { new java.io.FileInputStream("x").close(); } catch (java.io.IOException e) { throw new IllegalStateException(e); } }
        void tick(Long id) { read(); }
        void start(io.vertx.core.Vertx vertx) {
          vertx.setTimer(1, field);
          vertx.setTimer(1, this::tick);
          vertx.setTimer(1, new Handler<Long>() { @Override public void handle(Long id) { new java.io.File("x").exists(); } });
        }
      }
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"8", "11", "17", "21"})
  void javacOfAnyReleaseIsUnderstood(String release) throws IOException {
    assertThat(sinks(ToolProvider.getSystemJavaCompiler(), release))
        .containsExactlyInAnyOrder("Thread.sleep", "FileInputStream.new", "File.exists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "17", "21"})
  void theOtherCompilerIsUnderstoodToo(String release) throws IOException {
    assertThat(sinks(new EclipseCompiler(), release))
        .containsExactlyInAnyOrder("Thread.sleep", "FileInputStream.new", "File.exists");
  }

  private List<String> sinks(JavaCompiler compiler, String release) throws IOException {
    assumeThat(Integer.parseInt(release)).isLessThanOrEqualTo(Runtime.version().feature());
    Path sources = Files.createDirectories(folder.resolve("src"));
    Files.writeString(sources.resolve("Orders.java"), SOURCE);
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Compiled.with(compiler, release, Jars.named("vertx-core-4", "netty-"), classes, sources);
    return scan(classes).at(Confidence.LIKELY).stream().map(Finding::shortSink).toList();
  }

  private static Report scan(Path classes) throws IOException {
    try (ClassFiles files = ClassFiles.open(List.of(classes));
        ClassFiles libraries = ClassFiles.open(Jars.named("vertx-core-4"))) {
      Library library = libraries.or(Library.of(ClassLoader.getPlatformClassLoader()));
      return Analysis.run(files.all(), library, CatalogueReader.standard(List.of()), new Options());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"kotlin/jvm/internal/Lambda", "groovy/lang/Closure"})
  void lambdasOfOtherLanguagesAreReportedAsNotAnalysed(String parent) throws IOException {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_FINAL, "app/Lambda", null, parent, null);
    writer.visitEnd();
    Path app = Files.createDirectories(folder.resolve("other/app"));
    Files.write(app.resolve("Lambda.class"), writer.toByteArray());

    assertThat(scan(app.getParent()).gaps().lines())
        .anyMatch(line -> line.contains("lambdas were not analysed: app.Lambda"));
  }

  @Test
  void aNewerClassFileIsCounted() throws IOException {
    Path app = Files.createDirectories(folder.resolve("newer/app"));
    byte[] bytes = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 99, 0, 1};
    Files.write(app.resolve("Later.class"), bytes);

    assertThat(scan(app.getParent()).gaps().unreadable())
        .singleElement()
        .asString()
        .contains("class file is newer than this reader knows");
  }
}
