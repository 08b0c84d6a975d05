package dev.towpath.lint.engine;

import dev.towpath.lint.bytecode.Call;
import java.util.Set;

/** Code that a call hands over: what may be run, as what, and on which thread. */
record HandOff(Call call, Node node, int parameter, String type, Set<Obj> code, Verdict verdict) {}
