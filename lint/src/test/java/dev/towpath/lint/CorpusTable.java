package dev.towpath.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Prints how every sample of the corpus was judged, with what ArchUnit alone would say beside it.
 */
final class CorpusTable {

  private static final String ROW = "| %s | %d | %d | %d | %d | %d | %d | %d | %d |%n";

  private CorpusTable() {}

  /** Any argument leaves the libraries out, so that only names tell what is called. */
  public static void main(String[] args) throws Exception {
    System.out.println(
        "| set | true | look-alike | found | false alarms | ArchUnit, direct: found | false |"
            + " through calls: found | false |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    int[] all = new int[8];
    for (Corpus corpus : Corpus.values()) {
      Path folder = Files.createTempDirectory("corpus");
      List<Path> known = args.length > 0 ? List.of() : corpus.classPath();
      List<Corpus.Outcome> outcomes = corpus.judge(folder, known);
      Set<String> direct = ArchUnitOnly.flagged(folder, known, false);
      Set<String> through = ArchUnitOnly.flagged(folder, known, true);
      int[] row = new int[8];
      for (Corpus.Outcome outcome : outcomes) {
        boolean violation = outcome.violation();
        row[violation ? 0 : 1]++;
        row[violation ? 2 : 3] += violation == outcome.right() ? 1 : 0;
        row[violation ? 4 : 5] += direct.stream().anyMatch(outcome::concerns) ? 1 : 0;
        row[violation ? 6 : 7] += through.stream().anyMatch(outcome::concerns) ? 1 : 0;
        if (!outcome.right()) {
          System.out.println(outcome);
        }
      }
      print(corpus.name().toLowerCase(Locale.ROOT), row);
      for (int i = 0; i < row.length; i++) {
        all[i] += row[i];
      }
    }
    print("all", all);
  }

  private static void print(String name, int[] row) {
    System.out.printf(ROW, name, row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]);
  }
}
