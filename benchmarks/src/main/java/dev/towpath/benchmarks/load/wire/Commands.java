package dev.towpath.benchmarks.load.wire;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The side of a child process: each line of its input is a command, each line of its output an
 * answer. A child ends when nobody holds its input any more, so it never outlives its parent.
 */
public final class Commands {
  /** What begins the answer to a command that failed. */
  public static final String FAILED = "failed ";

  private Commands() {}

  /** What a child can do. */
  public interface Interpreter {
    /** Answers one line with one line; may wait. */
    String answer(String command) throws Exception;
  }

  /** Says {@code first}, answers commands until the input ends, and then ends the process. */
  public static void serve(String first, Interpreter interpreter) {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      say(first);
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        say(answer(line, interpreter));
      }
    } catch (IOException e) {
      // as if it had ended
    }
    Runtime.getRuntime().halt(0); // whatever is under way has nobody to tell
  }

  /** Says in one line why there is nothing to serve, and ends the process. */
  public static void refuse(Throwable reason) {
    say(FAILED + oneLine(reason));
    Runtime.getRuntime().halt(1);
  }

  private static String answer(String line, Interpreter interpreter) {
    try {
      return interpreter.answer(line);
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return FAILED + oneLine(e);
    }
  }

  private static String oneLine(Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    return message.replaceAll("\\s+", " ");
  }

  private static void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
