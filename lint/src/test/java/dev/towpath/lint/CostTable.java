package dev.towpath.lint;

import com.sun.management.OperatingSystemMXBean;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;

/** Prints what the rule costs beside ArchUnit's own import, in CPU time and in live heap. */
final class CostTable {

  private static final int CLASSES = Integer.getInteger("lint.classes", 12_000);

  private CostTable() {}

  public static void main(String[] args) throws Exception {
    List<JarFile> jars = jars();
    double before = cpuSeconds();
    JavaClasses classes = new ClassFileImporter().importJars(jars);
    double imported = cpuSeconds();
    EvaluationResult result = EventLoopRules.noBlockingOnEventLoops().evaluate(classes);
    double checked = cpuSeconds();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long heap = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    System.out.printf(
        Locale.ROOT,
        "%d classes: import %.1f s CPU, rule %.1f s CPU (%.2fx), live heap %d MB, %d findings%n",
        classes.size(),
        imported - before,
        checked - imported,
        (checked - imported) / (imported - before),
        heap,
        result.getFailureReport().getDetails().size());
  }

  private static List<JarFile> jars() throws IOException {
    List<JarFile> jars = new ArrayList<>();
    long count = 0;
    for (Path path :
        Jars.named(
            "vertx-core-5",
            "vertx-web-5",
            "spring-",
            "kafka-",
            "jooq",
            "lettuce",
            "neo4j",
            "armeria",
            "mutiny",
            "mongodb",
            "micronaut",
            "quarkus",
            "okhttp",
            "HikariCP",
            "mybatis",
            "redisson")) {
      JarFile jar = new JarFile(path.toFile());
      long classes = jar.stream().filter(entry -> entry.getName().endsWith(".class")).count();
      if (count + classes <= CLASSES) {
        count += classes;
        jars.add(jar);
      }
    }
    return jars;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
