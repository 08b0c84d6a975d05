package dev.towpath.lint.bytecode;

import org.objectweb.asm.Type;

/** Small conversions between internal and readable names. */
public final class Names {

  private Names() {}

  /** {@code java/util/Map$Entry} becomes {@code Entry}; the numbers of anonymous classes stay. */
  public static String simple(String internal) {
    String last = internal.substring(internal.lastIndexOf('/') + 1);
    int dollar = last.lastIndexOf('$');
    boolean named =
        dollar > 0 && dollar + 1 < last.length() && !Character.isDigit(last.charAt(dollar + 1));
    return named ? last.substring(dollar + 1) : last;
  }

  public static String dotted(String internal) {
    return internal.replace('/', '.');
  }

  /** The class that stands alone in its source file: everything before the first dollar. */
  public static String outermost(String internal) {
    int dollar = internal.indexOf('$', internal.lastIndexOf('/') + 2);
    return dollar < 0 ? internal : internal.substring(0, dollar);
  }

  /**
   * The internal name of a parameter type, or its descriptor when it is a primitive or an array.
   */
  public static String typeName(Type type) {
    return type.getSort() == Type.OBJECT ? type.getInternalName() : type.getDescriptor();
  }

  /** {@code (Handler, boolean)} for messages and for the catalogue's signatures. */
  public static String simpleParameters(String desc) {
    StringBuilder text = new StringBuilder("(");
    for (Type type : Type.getArgumentTypes(desc)) {
      String name = type.getClassName();
      String simple = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
      text.append(text.length() > 1 ? "," : "").append(simple);
    }
    return text.append(")").toString();
  }
}
