package neurosweep.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.store.parquet.ParquetTable;
import neurosweep.store.parquet.ParquetTableReader;

/** Holds a sweep against the undisturbed one: its Parquet tables and the tables for papers. */
final class Comparison {
  /** Where and when a cell ran; everything else must be the same. */
  private static final Set<String> CIRCUMSTANCES =
      Set.of("attempt", "seconds", "cpu_seconds", "inherited_seconds", "host");

  /** Tables of where and when; the macros repeat their numbers. */
  private static final Pattern CIRCUMSTANTIAL = Pattern.compile("provenance\\..*|macros\\.tex");

  private final Path expected;
  private final Path actual;
  private final Tally tally;

  private Comparison(Path expected, Path actual, Tally tally) {
    this.expected = expected;
    this.actual = actual;
    this.tally = tally;
  }

  /** Compares sweep directories and tells the tally. */
  static void of(Path expected, Path actual, Tally tally) throws IOException {
    new Comparison(expected, actual, tally).run();
  }

  private void run() throws IOException {
    if (!Files.exists(actual.resolve("_SUCCESS"))) {
      tally.lost(actual + " has no _SUCCESS");
    }
    long cells = table("results", "cell_id");
    long rows = cells;
    rows += table("history", "cell_id");
    rows += table("summary", "config_id");
    rows += table("best", "config_id");
    try (Stream<Path> files = Files.list(expected.resolve("tables"))) {
      for (Path file : files.sorted().toList()) {
        if (CIRCUMSTANTIAL.matcher(file.getFileName().toString()).matches()) {
          continue;
        }
        rows++;
        Path other = actual.resolve("tables").resolve(file.getFileName());
        if (!Files.exists(other)) {
          tally.lost(other + " is missing");
        } else if (Files.mismatch(file, other) >= 0) {
          tally.different(other + " differs from byte " + Files.mismatch(file, other));
        }
      }
    }
    tally.compared(cells, rows);
  }

  /** Compares a table; returns the number of its rows. */
  private long table(String name, String key) {
    SortedMap<String, List<String>> before = rows(expected.resolve(name), key);
    SortedMap<String, List<String>> after = rows(actual.resolve(name), key);
    before.forEach(
        (id, rows) -> {
          List<String> found = after.remove(id);
          if (found == null) {
            tally.lost(name + " has no " + id);
          } else if (found.size() > rows.size() && found.containsAll(rows)) {
            tally.repeated(name + " has " + id + " in " + found.size() + " rows");
          } else if (!found.equals(rows)) {
            tally.different(name + " of " + id + ": " + difference(rows, found));
          }
        });
    after
        .keySet()
        .forEach(id -> tally.different(name + " has " + id + ", which was not asked for"));
    return before.values().stream().mapToLong(List::size).sum();
  }

  private static String difference(List<String> before, List<String> after) {
    List<String> gone = new ArrayList<>(before);
    List<String> come = new ArrayList<>(after);
    gone.removeAll(after);
    come.removeAll(before);
    if (gone.size() == 1 && come.size() == 1) {
      List<String> old = Arrays.asList(gone.get(0).split(", ", -1));
      List<String> fresh = new ArrayList<>(Arrays.asList(come.get(0).split(", ", -1)));
      fresh.removeAll(old);
      return "now " + String.join(", ", fresh);
    }
    return before.size() + " rows, now " + after.size() + ", in another order or different";
  }

  /** The rows of each key in their order, with every bit of every value. */
  private static SortedMap<String, List<String>> rows(Path table, String key) {
    SortedMap<String, List<String>> rows = new TreeMap<>();
    var place = new org.apache.hadoop.fs.Path(table.toUri());
    try (ParquetTableReader reader = ParquetTable.read(new neurosweep.store.Files(), place)) {
      int keyed = reader.index(key);
      while (reader.hasNext()) {
        Object[] row = reader.next();
        String id = String.valueOf(row[keyed]);
        rows.computeIfAbsent(id, unseen -> new ArrayList<>()).add(text(reader.columns(), row));
      }
    }
    return rows;
  }

  private static String text(List<Column> columns, Object[] row) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < row.length; i++) {
      String name = columns.get(i).name();
      if (!CIRCUMSTANCES.contains(name)) {
        String bits =
            row[i] instanceof Double real
                ? real + " (" + Long.toHexString(Double.doubleToRawLongBits(real)) + ")"
                : String.valueOf(row[i]);
        parts.add(name + "=" + bits);
      }
    }
    return String.join(", ", parts);
  }
}
