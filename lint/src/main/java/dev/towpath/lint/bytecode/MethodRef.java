package dev.towpath.lint.bytecode;

/** A method as a call names it: internal class name, name and descriptor. */
public record MethodRef(String owner, String name, String desc) {

  /** {@code java.lang.Thread#sleep}, the form that catalogue files and reports use. */
  public String readable() {
    return owner.replace('/', '.') + "#" + name;
  }

  public String simple() {
    return Names.simple(owner) + "." + (name.equals("<init>") ? "new" : name);
  }
}
