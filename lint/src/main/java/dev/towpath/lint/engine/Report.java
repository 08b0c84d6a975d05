package dev.towpath.lint.engine;

import java.util.List;

/**
 * What a run found, and what it could not see.
 *
 * @param visited method entries followed on threads that must not wait
 * @param instructions size of the code under analysis
 */
public record Report(List<Finding> findings, Gaps gaps, int visited, long instructions) {

  /** Findings that are at least so sure. */
  public List<Finding> at(Confidence level) {
    return findings.stream().filter(each -> each.level().compareTo(level) <= 0).toList();
  }
}
