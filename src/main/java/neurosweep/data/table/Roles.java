package neurosweep.data.table;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import neurosweep.core.ListText;
import neurosweep.core.Names;
import neurosweep.core.Param;
import neurosweep.core.Problems;
import neurosweep.core.Values;

/**
 * What a job says of the columns of a table.
 *
 * @param label the column of the classes
 * @param drop columns to leave out
 * @param categorical columns of levels
 */
record Roles(String label, List<String> drop, List<String> categorical) {
  private static final Param<String> LABEL =
      Param.text("label_column", "label", "column of the classes: whole numbers, text or flags");

  private static final Param<String> DROP =
      Param.list("drop", "columns to leave out, separated by commas");

  private static final Param<String> CATEGORICAL =
      Param.list(
          "categorical",
          "columns of levels, separated by commas: each level of the training rows becomes a"
              + " feature of 0 or 1, and a blank is a level");

  /** What pandas calls an index that was written along and read again. */
  private static final Pattern ROW_NUMBERS =
      Pattern.compile("Unnamed: \\d+(_level_\\d+)?(\\.\\d+)?|__index_level_\\d+__|");

  static List<Param<?>> params() {
    return List.of(LABEL, DROP, CATEGORICAL);
  }

  static Roles of(Values values) {
    return new Roles(
        LABEL.of(values), ListText.split(DROP.of(values)), ListText.split(CATEGORICAL.of(values)));
  }

  /**
   * What a column is for.
   *
   * @param index names that the file says are of an index
   */
  Use of(String name, Collection<String> index) {
    if (drop.contains(name)) {
      return Use.DROPPED;
    } else if (name.equals(label)) {
      return Use.LABEL;
    } else if (categorical.contains(name)) {
      return Use.CATEGORY;
    }
    boolean rowNumbers = index.contains(name) || ROW_NUMBERS.matcher(name).matches();
    return rowNumbers ? Use.INDEX : Use.NUMBERS;
  }

  /** Reports names that are no columns, or that are given two uses. */
  void check(String where, List<String> columns, Problems problems) {
    if (!columns.contains(label)) {
      problems.add(
          where,
          Names.unknown("column", label, columns)
              + "; set label_column to the one with the classes");
    }
    Set<String> known = new HashSet<>(columns);
    unknown(where, "drop", drop, known, columns, problems);
    unknown(where, "categorical", categorical, known, columns, problems);
    for (String name : drop) {
      if (name.equals(label)) {
        problems.add(where, "drop names the label column " + name + "; take it off the list");
      } else if (categorical.contains(name)) {
        problems.add(where, "drop and categorical both name " + name + "; take it off one list");
      }
    }
    if (categorical.contains(label)) {
      problems.add(where, "categorical names the label column " + label + "; take it off the list");
    }
  }

  private static void unknown(
      String where,
      String knob,
      List<String> given,
      Set<String> known,
      List<String> columns,
      Problems problems) {
    for (String name : given) {
      if (!known.contains(name)) {
        problems.add(where, knob + ": " + Names.unknown("column", name, columns));
      }
    }
  }
}
