package dev.towpath.lint.bytecode;

import java.util.ArrayList;
import java.util.List;

/** An array made here, with everything that the same method puts into it. */
public final class ArraySite {

  public final String elementType;
  public final List<Value> contents = new ArrayList<>();

  ArraySite(String elementType) {
    this.elementType = elementType;
  }
}
