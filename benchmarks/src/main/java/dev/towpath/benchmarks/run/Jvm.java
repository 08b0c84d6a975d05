package dev.towpath.benchmarks.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts this JDK again, with our classes. */
public final class Jvm {
  private Jvm() {}

  /**
   * Returns what starts it.
   *
   * @param flags of the virtual machine, e.g. {@code -Xmx16m}
   */
  public static ProcessBuilder of(Class<?> main, List<String> flags, List<String> args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(args);
    return new ProcessBuilder(command);
  }
}
