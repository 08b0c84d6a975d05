package dev.towpath.lint.cli;

import dev.towpath.lint.bytecode.ClassFiles;
import dev.towpath.lint.bytecode.ClassSource;
import dev.towpath.lint.bytecode.Library;
import dev.towpath.lint.engine.Explain;
import dev.towpath.lint.engine.Finding;
import dev.towpath.lint.model.Catalogue;
import dev.towpath.lint.model.Signature;
import dev.towpath.lint.report.Texts;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says whether one method blocks its caller. */
@Command(
    name = "explain",
    description =
        "Says whether a method blocks its caller: BLOCKS, MAY BLOCK, LOCK ONLY, DEFERRED, NO EVIDENCE"
            + " or UNKNOWN, with a witness. It never says that a method is safe.",
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  private static final int MOST_WITNESSES = 3;

  @Parameters(
      paramLabel = "METHOD",
      description = "com.acme.Type#method or com.acme.Type#method(int,String)")
  private String method = "";

  @Option(
      names = {"-cp", "--classpath"},
      split = "[:;]",
      description = "the jar that holds the type, and the libraries that it uses")
  private List<Path> classPath = new ArrayList<>();

  @Option(names = "--catalogue", description = "more catalogue files")
  private List<Path> catalogues = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws BadInput {
    Catalogue catalogue = Inputs.catalogue(catalogues);
    try (ClassFiles files = Inputs.open(classPath)) {
      Signature signature = Signature.parse(method);
      String location = files.locationOf(signature.owner());
      List<ClassSource> own =
          files.all().stream().filter(source -> source.location().equals(location)).toList();
      Library library = files.or(Library.of(ClassLoader.getPlatformClassLoader()));
      print(Explain.of(own, library, catalogue).explain(signature));
      return 0;
    } catch (IllegalArgumentException | IOException e) {
      throw new BadInput(e);
    }
  }

  private void print(Explain.Explanation explanation) {
    if (spec == null) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    String answer = explanation.answer().name().replace('_', ' ');
    out.println(answer + "  " + explanation.method() + " " + explanation.answer().text());
    explanation.witnesses().stream()
        .limit(MOST_WITNESSES)
        .forEach(each -> out.println("  " + witness(each)));
    explanation.remarks().forEach(remark -> out.println("  " + remark));
    out.flush();
  }

  private static String witness(Finding finding) {
    return finding.category() + ": " + Texts.path(finding);
  }
}
