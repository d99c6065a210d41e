package neurosweep.data.table;

import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import neurosweep.data.StratifiedOrder;

/**
 * Some rows of a table.
 *
 * @param table the table
 * @param rows which, ascending
 */
record TableRows(ScannedTable table, int[] rows) {

  static TableRows all(ScannedTable table) {
    return new TableRows(table, IntStream.range(0, table.rows()).toArray());
  }

  int size() {
    return rows.length;
  }

  /** The texts of a column that occur in these rows. */
  TreeSet<String> texts(Levels levels) {
    TreeSet<String> texts = new TreeSet<>();
    for (int row : rows) {
      String text = levels.text(row);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /** Whether a row is blank in a column of levels. */
  boolean hasBlank(Levels levels) {
    return IntStream.of(rows).anyMatch(row -> levels.text(row) == null);
  }

  /** The class of each row. */
  int[] labels(Classes classes) {
    Levels levels = table.label().levels();
    return IntStream.of(rows).map(row -> classes.numbers().get(levels.text(row))).toArray();
  }

  /** Rows that are held out, with the classes in proportion, and those that are left. */
  TableRows[] divided(int heldOut, Classes classes, long seed) {
    boolean[] chosen = StratifiedOrder.first(heldOut, labels(classes), new SplittableRandom(seed));
    return new TableRows[] {where(chosen, true), where(chosen, false)};
  }

  private TableRows where(boolean[] chosen, boolean wanted) {
    int[] some =
        IntStream.range(0, rows.length)
            .filter(i -> chosen[i] == wanted)
            .map(i -> rows[i])
            .toArray();
    return new TableRows(table, some);
  }
}
