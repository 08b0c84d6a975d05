package dev.towpath.samples.crossing;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** What a subscriber has been told, one row at a time. */
final class Tally implements Consumer<Row> {
  private final Set<String> names = new HashSet<>();
  private long bytes;

  @Override
  public void accept(Row row) {
    if (!names.add(row.name())) {
      throw new IllegalStateException("delivered twice: " + row.name());
    }
    bytes += row.size();
  }

  boolean has(String name) {
    return names.contains(name);
  }

  int files() {
    return names.size();
  }

  long bytes() {
    return bytes;
  }
}
