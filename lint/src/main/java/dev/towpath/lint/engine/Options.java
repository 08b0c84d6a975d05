package dev.towpath.lint.engine;

import dev.towpath.lint.model.Category;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a user can set. Names are internal names, with slashes. */
public final class Options {

  private final Set<String> trustedPackages = new LinkedHashSet<>();
  private final Set<String> safeExecutors = new LinkedHashSet<>();
  private final Set<String> families = new LinkedHashSet<>();
  private final Set<Category> on = EnumSet.noneOf(Category.class);
  private final Set<Category> off = EnumSet.noneOf(Category.class);
  private Confidence atLeast = Confidence.POSSIBLE;
  private boolean followLibraries = true;
  private boolean insideMonitors;

  /** Prefixes of packages whose code is never followed and never blamed. */
  public Set<String> trustedPackages() {
    return trustedPackages;
  }

  /** Types, {@code Type#field} or bean names of executors and schedulers that may wait. */
  public Set<String> safeExecutors() {
    return safeExecutors;
  }

  /** Only roots of these families; all if empty. */
  public Set<String> families() {
    return families;
  }

  /** Categories to report as errors even if they are informative by default. */
  public Set<Category> switchedOn() {
    return on;
  }

  public Set<Category> switchedOff() {
    return off;
  }

  /** Looks at calls made while a monitor is held, instead of at threads that must not wait. */
  public boolean insideMonitors() {
    return insideMonitors;
  }

  public void insideMonitors(boolean inside) {
    insideMonitors = inside;
  }

  /** How sure an answer must be to be worth the search. */
  public Confidence atLeast() {
    return atLeast;
  }

  public void atLeast(Confidence wanted) {
    atLeast = wanted;
  }

  public boolean followLibraries() {
    return followLibraries;
  }

  public void followLibraries(boolean follow) {
    followLibraries = follow;
  }
}
