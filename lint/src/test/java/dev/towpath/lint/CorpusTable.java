package dev.towpath.lint;

import java.nio.file.Files;
import java.nio.file.Path;

/** Prints how every sample of the corpus was judged. */
final class CorpusTable {

  private CorpusTable() {}

  public static void main(String[] args) throws Exception {
    int found = 0;
    int violations = 0;
    int alarms = 0;
    int clean = 0;
    for (Corpus corpus : Corpus.values()) {
      Path folder = Files.createTempDirectory("corpus");
      for (Corpus.Outcome outcome :
          (args.length > 0 ? corpus.judge(folder, java.util.List.of()) : corpus.judge(folder))) {
        violations += outcome.violation() ? 1 : 0;
        clean += outcome.violation() ? 0 : 1;
        found += outcome.violation() && outcome.right() ? 1 : 0;
        alarms += !outcome.violation() && !outcome.right() ? 1 : 0;
        if (!outcome.right()) {
          System.out.println(outcome);
        }
      }
    }
    System.out.printf(
        "found %d of %d violations, %d false alarms on %d clean samples%n",
        found, violations, alarms, clean);
  }
}
