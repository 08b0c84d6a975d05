package dev.towpath.lint;

import com.sun.management.OperatingSystemMXBean;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;

/**
 * Prints what the rule costs beside ArchUnit's own import, in CPU time and in peak heap, round by
 * round: the first is what a test sees, the median is what the warm code costs.
 */
final class CostTable {

  private static final int ROUNDS = Integer.getInteger("lint.rounds", 3);

  private CostTable() {}

  public static void main(String[] args) throws Exception {
    List<Double> ratios = new ArrayList<>();
    List<JarFile> jars = jars();
    for (int round = 0; round < ROUNDS; round++) {
      ratios.add(round(jars));
    }
    ratios.sort(null);
    System.out.printf(
        Locale.ROOT,
        "median of %d rounds %.2fx, peak heap %d MB%n",
        ROUNDS,
        ratios.get(ROUNDS / 2),
        peakHeap());
  }

  private static double round(List<JarFile> jars) {
    double before = cpuSeconds();
    JavaClasses classes = new ClassFileImporter().importJars(jars);
    double imported = cpuSeconds();
    EvaluationResult result = EventLoopRules.noBlockingOnEventLoops().evaluate(classes);
    double checked = cpuSeconds();
    double ratio = (checked - imported) / (imported - before);
    System.out.printf(
        Locale.ROOT,
        "%d classes: import %.1f s CPU, rule %.1f s CPU (%.2fx), %d findings%n",
        classes.size(),
        imported - before,
        checked - imported,
        ratio,
        result.getFailureReport().getDetails().size());
    return ratio;
  }

  private static List<JarFile> jars() throws IOException {
    List<JarFile> jars = new ArrayList<>();
    for (Path path :
        Jars.named(
            "spring-",
            "vertx-web-5",
            "reactor-netty-",
            "netty-handler",
            "netty-codec-",
            "lettuce",
            "neo4j",
            "mybatis",
            "httpclient5",
            "micronaut")) {
      jars.add(new JarFile(path.toFile()));
    }
    return jars;
  }

  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        >> 20;
  }

  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }
}
