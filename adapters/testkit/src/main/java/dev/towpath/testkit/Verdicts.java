package dev.towpath.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Collects the verdict on each rule while the tests run, and writes the table of it to {@code
 * target/contract}, one file for each class that extends the contract.
 */
final class Verdicts implements TestWatcher, AfterAllCallback {
  /** The configuration parameter, or system property, that names another folder. */
  static final String FOLDER = "dev.towpath.testkit.verdicts";

  private record Verdict(String test, String outcome) {}

  private static final Map<Class<?>, List<Verdict>> BY_BRIDGE = new ConcurrentHashMap<>();

  @Override
  public void testSuccessful(ExtensionContext context) {
    add(context, "passed");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    add(context, "FAILED");
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    add(context, String.valueOf(cause.getMessage()));
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    add(context, "disabled: " + reason.orElse("no reason given"));
  }

  private static void add(ExtensionContext context, String outcome) {
    Class<?> bridge = bridgeOf(context);
    BY_BRIDGE
        .computeIfAbsent(bridge, key -> new CopyOnWriteArrayList<>())
        .add(new Verdict(context.getDisplayName(), outcome));
  }

  /** The class that extends the contract: its instance is the outermost. */
  private static Class<?> bridgeOf(ExtensionContext context) {
    return context
        .getTestInstances()
        .<Class<?>>map(instances -> instances.getAllInstances().get(0).getClass())
        .orElseGet(context::getRequiredTestClass);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Class<?> bridge = context.getRequiredTestClass();
    if (!BridgeContract.class.isAssignableFrom(bridge)) {
      return; // one of the groups
    }
    List<Verdict> verdicts = BY_BRIDGE.remove(bridge);
    if (verdicts == null) {
      return;
    }
    Path folder =
        Files.createDirectories(
            context
                .getConfigurationParameter(FOLDER)
                .map(Path::of)
                .orElseGet(() -> buildFolder().resolve("contract")));
    Files.write(folder.resolve(bridge.getSimpleName() + ".md"), table(bridge, verdicts));
  }

  private static Path buildFolder() {
    Path gradle = Path.of("build");
    return Files.isDirectory(gradle) ? gradle : Path.of("target");
  }

  private static List<String> table(Class<?> bridge, List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    lines.add("# The contract, and " + bridge.getSimpleName());
    lines.add("");
    lines.add("| rule | | tests | verdict |");
    lines.add("| --- | --- | --- | --- |");
    for (Rules.Rule rule : Rules.all().values()) {
      List<Verdict> of =
          verdicts.stream()
              .filter(verdict -> Rules.of(verdict.test()).contains(rule.number()))
              .toList();
      lines.add(
          "| %s | %s | %d | %s |"
              .formatted(rule.number(), rule.sentence(), of.size(), verdict(rule, of)));
    }
    return lines;
  }

  private static String verdict(Rules.Rule rule, List<Verdict> verdicts) {
    if (verdicts.isEmpty()) {
      return rule.elsewhere() == null ? "not run" : Rules.NOT_APPLICABLE + rule.elsewhere();
    }
    if (verdicts.stream().anyMatch(verdict -> verdict.outcome().equals("FAILED"))) {
      return "FAILED";
    }
    List<String> outcomes = verdicts.stream().map(Verdict::outcome).distinct().sorted().toList();
    return String.join("; ", outcomes);
  }
}
