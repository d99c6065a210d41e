package neurosweep.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import neurosweep.data.Description;

/** What is in a set, in words: facts, notices and a table of its columns. */
final class DescriptionText {
  private static final int WIDEST = 36;

  private DescriptionText() {}

  static void print(PrintWriter out, Description description) {
    description.facts().forEach(fact -> line(out, fact.label(), fact.text()));
    description.notices().forEach(notice -> line(out, "notice", notice));
    if (!description.columns().isEmpty()) {
      out.println();
      columns(out, description.columns());
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("%-11s %s%n", label, text);
  }

  private static void columns(PrintWriter out, List<Description.ColumnFact> columns) {
    List<String[]> rows = new ArrayList<>();
    rows.add(new String[] {"column", "kind", "blanks", "use", "values"});
    for (Description.ColumnFact column : columns) {
      String blanks = String.format(Locale.ROOT, "%,d", column.blanks());
      rows.add(new String[] {column.name(), column.kind(), blanks, column.use(), column.values()});
    }
    int[] widths = new int[4];
    for (int i = 0; i < widths.length; i++) {
      int at = i;
      int widest = rows.stream().mapToInt(row -> row[at].length()).max().orElse(0);
      widths[i] = Math.min(WIDEST, widest);
    }
    for (String[] row : rows) {
      out.println(
          "%s  %s  %s  %s  %s"
              .formatted(
                  left(row[0], widths[0]),
                  left(row[1], widths[1]),
                  " ".repeat(Math.max(0, widths[2] - row[2].length())) + row[2],
                  left(row[3], widths[3]),
                  row[4])
              .stripTrailing());
    }
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
