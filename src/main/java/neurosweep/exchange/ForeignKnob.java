package neurosweep.exchange;

import java.util.List;
import java.util.regex.Pattern;
import neurosweep.data.CsvLines;

/**
 * What was varied: one text a trial, in the spelling of its kind.
 *
 * @param name column name of the sweep
 * @param ordinary what a job says of its kind: the value that stands for it
 * @param values of all trials
 */
record ForeignKnob(String name, String ordinary, List<String> values) {
  /** Stands where a trial has no value. */
  static final String NONE = "none";

  private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,15}");

  /**
   * Reads the kind off the cells: whole numbers, numbers, true or false, else texts.
   *
   * @param cells of all trials that count
   */
  static ForeignKnob of(String name, List<String> cells) {
    if (cells.stream().allMatch(cell -> WHOLE.matcher(cell).matches())) {
      return new ForeignKnob(
          name, "0", cells.stream().map(cell -> Long.toString(Long.parseLong(cell))).toList());
    }
    if (cells.stream().allMatch(cell -> Double.isFinite(CsvLines.number(cell)))) {
      return new ForeignKnob(
          name,
          "0.0",
          cells.stream().map(cell -> Double.toString(CsvLines.number(cell) + 0.0)).toList());
    }
    if (cells.stream().allMatch(ForeignKnob::isFlag)) {
      return new ForeignKnob(
          name, "false", cells.stream().map(cell -> "" + cell.equalsIgnoreCase("true")).toList());
    }
    return new ForeignKnob(
        name, NONE, cells.stream().map(cell -> isMissing(cell) ? NONE : cell).toList());
  }

  static boolean isMissing(String cell) {
    return CellText.isBlank(cell) || CellText.isNan(cell);
  }

  private static boolean isFlag(String cell) {
    return cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false");
  }

  /**
   * Whether it is selected over where a user says nothing: as real numbers are, and those that some
   * trials do not have.
   */
  boolean isReal() {
    return ordinary.equals("0.0")
        || (isText()
            && values.stream().allMatch(v -> v.equals(NONE) || Double.isFinite(CsvLines.number(v)))
            && values.stream().anyMatch(v -> !v.equals(NONE) && !WHOLE.matcher(v).matches()));
  }

  /** Whether a job says its values in quotes. */
  boolean isText() {
    return ordinary.equals(NONE);
  }
}
