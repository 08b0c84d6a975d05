package dev.towpath.lint.model;

import dev.towpath.lint.bytecode.Names;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code java.util.List#add(int,Object)}: a type, a method and, if overloads matter, the simple
 * names of the parameter types. {@code *} stands for any method.
 */
public record Signature(String owner, String name, @Nullable String parameters) {

  private static final Pattern FORM =
      Pattern.compile("([\\w.$]+)#([\\w$*]+|<init>)(\\([\\w,.\\[\\]]*\\))?");

  /**
   * Reads a signature.
   *
   * @throws IllegalArgumentException if the text has another form
   */
  public static Signature parse(String text) {
    Matcher matcher = FORM.matcher(text.replace(" ", ""));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "not a signature like java.lang.Thread#sleep(long): " + text);
    }
    String name = matcher.group(2).equals("new") ? "<init>" : matcher.group(2);
    return new Signature(matcher.group(1).replace('.', '/'), name, matcher.group(3));
  }

  public boolean accepts(String methodName, String desc) {
    return (name.equals("*") || name.equals(methodName))
        && (parameters == null || parameters.equals(Names.simpleParameters(desc)));
  }

  public String readable() {
    return owner.replace('/', '.') + "#" + name + (parameters == null ? "" : parameters);
  }
}
