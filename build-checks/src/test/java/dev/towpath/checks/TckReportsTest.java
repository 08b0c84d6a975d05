package dev.towpath.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TckReportsTest {
  @TempDir Path target;

  @BeforeEach
  void compileOneTckClass() throws IOException {
    compile("a/FooPublisherTckTest");
  }

  @Test
  void fullRunHasNoFault() throws IOException {
    report("a.FooPublisherTckTest", 31, 7);

    assertThat(TckReports.faults(target)).isEmpty();
  }

  @Test
  void moreSkippedThanEverIsAFault() throws IOException {
    report("a.FooPublisherTckTest", 29, 9);

    assertThat(TckReports.faults(target))
        .containsExactly(
            "a.FooPublisherTckTest: the TCK must give 31 passed and 7 skipped,"
                + " gave 29 passed and 9 skipped");
  }

  @Test
  void classThatDidNotRunIsAFault() throws IOException {
    assertThat(TckReports.faults(target)).singleElement().asString().contains("did not run");
  }

  @Test
  void reportOfAnEarlierBuildDoesNotCount() throws IOException {
    Path report = report("a.FooPublisherTckTest", 31, 7);
    Files.setLastModifiedTime(report, FileTime.from(Instant.EPOCH));

    assertThat(TckReports.faults(target)).singleElement().asString().contains("did not run");
  }

  @Test
  void nameMustTellTheKind() throws IOException {
    report("a.FooPublisherTckTest", 31, 7);
    compile("a/FooTckTest");

    assertThat(TckReports.faults(target))
        .singleElement()
        .asString()
        .startsWith("a.FooTckTest: its name must end in one of");
  }

  @Test
  void moduleWithoutTestsHasNoFault() throws IOException {
    assertThat(TckReports.faults(target.resolve("none"))).isEmpty();
  }

  private void compile(String name) throws IOException {
    Path file = target.resolve("test-classes").resolve(name + ".class");
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private Path report(String name, int passed, int skipped) throws IOException {
    Path file = target.resolve("surefire-reports/TEST-" + name + ".xml");
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        "<testsuite>"
            + "<testcase/>".repeat(passed)
            + "<testcase><skipped/></testcase>".repeat(skipped)
            + "</testsuite>");
  }
}
