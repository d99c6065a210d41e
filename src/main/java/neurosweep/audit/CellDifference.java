package neurosweep.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import neurosweep.core.Cell;
import neurosweep.core.CellResult;
import neurosweep.core.Outcome;
import neurosweep.core.Table;
import neurosweep.experiment.Experiment;

/**
 * How a second result of a cell differs from the first, bit for bit; all NaNs are one.
 *
 * @param cell the cell
 * @param lines {@code column: before, then}; empty if nothing differs
 */
public record CellDifference(Cell cell, List<String> lines) {

  /** Copies the list. */
  public CellDifference {
    lines = List.copyOf(lines);
  }

  /** Whether both are the same. */
  public boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Compares state, scalars and tables, not the circumstances. */
  static CellDifference between(CellResult before, CellResult now) {
    List<String> lines = new ArrayList<>();
    Outcome old = before.outcome();
    Outcome fresh = now.outcome();
    if (old.state() != fresh.state()) {
      String cause = fresh instanceof Outcome.Failed failed ? " (" + failed.cause() + ")" : "";
      lines.add("state: " + old.state() + " in the journal, " + fresh.state() + cause + " now");
    }
    lines.addAll(
        scalars(old.measurements().scalars(), fresh.measurements().scalars(), "in the journal"));
    for (Table table : Experiment.of(before.cell()).tables()) {
      tables(
          table,
          old.measurements().tables().get(table.name()),
          fresh.measurements().tables().get(table.name()),
          lines);
    }
    return new CellDifference(before.cell(), lines);
  }

  /** The scalars of two maps that are not the same. */
  static List<String> scalars(Map<String, Object> old, Map<String, Object> fresh, String where) {
    List<String> lines = new ArrayList<>();
    Set<String> names = new TreeSet<>(old.keySet());
    names.addAll(fresh.keySet());
    for (String name : names) {
      Object before = old.get(name);
      Object now = fresh.get(name);
      // boxed doubles are equal if their bits are, and all NaNs are one
      if (before == null ? now != null : !before.equals(now)) {
        lines.add(name + ": " + shown(before) + " " + where + ", " + shown(now) + " now");
      }
    }
    return lines;
  }

  private static String shown(Object value) {
    return value == null ? "nothing" : value.toString();
  }

  private static void tables(Table table, double[][] old, double[][] fresh, List<String> lines) {
    int before = old == null ? 0 : old.length;
    int now = fresh == null ? 0 : fresh.length;
    if (before != now) {
      lines.add(table.name() + ": " + before + " rows in the journal, " + now + " now");
      return;
    }
    for (int column = 0; column < table.columns().size(); column++) {
      int differing = 0;
      int first = -1;
      for (int row = 0; row < before; row++) {
        if (Double.doubleToLongBits(old[row][column])
            != Double.doubleToLongBits(fresh[row][column])) {
          differing++;
          first = first < 0 ? row : first;
        }
      }
      if (differing > 0) {
        lines.add(
            table.name()
                + "."
                + table.columns().get(column).name()
                + ": "
                + differing
                + " of "
                + before
                + " rows, first in row "
                + (first + 1)
                + ": "
                + old[first][column]
                + " in the journal, "
                + fresh[first][column]
                + " now");
      }
    }
  }
}
