package neurosweep.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import neurosweep.core.Names;
import neurosweep.core.Problems;
import neurosweep.data.table.Spelling;

/**
 * What was measured: the columns that hold numbers, of which the user has said which end is better.
 */
final class ForeignMetrics {
  private static final String OPTION = "--metric";
  private static final String NO_END = "none";
  private static final String SHARE = " share";
  private static final Pattern END = Pattern.compile("(max|min|none)( share)?");

  private final ForeignColumns columns;
  private final Map<Integer, String> ends = new LinkedHashMap<>();
  private final List<String> texts = new ArrayList<>();

  /**
   * Reads them.
   *
   * @param asked as in {@code accuracy=max}, the one that selects first
   * @param rows of the trials that count
   */
  ForeignMetrics(
      ForeignColumns columns, List<String> asked, List<List<String>> rows, Problems problems) {
    this.columns = columns;
    for (String each : asked) {
      int equals = each.lastIndexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      String end = equals < 0 ? "" : each.substring(equals + 1);
      OptionalInt column = columns.number(name);
      if (!END.matcher(end).matches()) {
        problems.add(
            OPTION,
            "is "
                + each
                + ", must be NAME=max, NAME=min or NAME=none, with \" share\" behind it for what lies"
                + " between 0 and 1");
      } else if (column.isEmpty()) {
        problems.add(OPTION, columns.noNumber(name));
      } else {
        int at = column.getAsInt();
        if (ends.containsKey(at)) {
          problems.add(OPTION, "names " + columns.title(at) + " twice; give it one end");
        }
        textIn(rows, at)
            .ifPresentOrElse(
                text ->
                    problems.add(
                        OPTION,
                        columns.title(at)
                            + " holds \""
                            + text
                            + "\", must hold numbers"
                            + (hasDecimalCommas(rows, at)
                                ? " with decimal points; save the table with points for its commas"
                                : "")),
                () -> ends.put(at, end));
        if (end.endsWith(SHARE)) {
          outside(rows, at)
              .ifPresent(
                  cell ->
                      problems.add(
                          OPTION,
                          columns.title(at)
                              + " holds "
                              + cell
                              + ", must hold shares from 0 to 1; leave \"share\" out"));
        }
      }
    }
    if (ends.values().stream().noneMatch(ForeignMetrics::selects) && problems.isEmpty()) {
      problems.add(
          OPTION,
          "is missing, must say which end is better, as in --metric accuracy=max (columns that are"
              + " no knobs: "
              + String.join(", ", columns.numbers().stream().limit(Names.MOST_LISTED).toList())
              + ")");
    }
    for (int at : columns.all(Role.Kind.NUMBER)) {
      if (!ends.containsKey(at) && isMeasured(rows, at)) {
        ends.put(at, NO_END);
      }
    }
  }

  /** Whether something has a better end. */
  private static boolean selects(String end) {
    return !end.startsWith(NO_END);
  }

  /** A cell with a number that is no share. */
  private static Optional<String> outside(List<List<String>> rows, int at) {
    return rows.stream()
        .map(row -> row.get(at))
        .filter(cell -> CellText.number(cell).filter(n -> n < 0 || n > 1).isPresent())
        .filter(cell -> Double.isFinite(CellText.number(cell).orElseThrow()))
        .findFirst();
  }

  private boolean isMeasured(List<List<String>> rows, int at) {
    boolean any = rows.stream().anyMatch(row -> !CellText.isBlank(row.get(at)));
    boolean numbers = textIn(rows, at).isEmpty();
    if (any && !numbers) {
      texts.add(columns.title(at));
    }
    return any && numbers;
  }

  /** The first cell that is neither blank nor a number. */
  private static Optional<String> textIn(List<List<String>> rows, int at) {
    return rows.stream()
        .map(row -> row.get(at))
        .filter(cell -> !CellText.isBlank(cell) && CellText.number(cell).isEmpty())
        .findFirst();
  }

  private static boolean hasDecimalCommas(List<List<String>> rows, int at) {
    return rows.stream()
        .map(row -> row.get(at))
        .filter(cell -> !CellText.isBlank(cell) && CellText.number(cell).isEmpty())
        .allMatch(new Spelling(false)::hasOtherSign);
  }

  /** Columns that are no knobs and hold no numbers. */
  List<String> texts() {
    return texts;
  }

  /** As a job says them, such as {@code accuracy=max}. */
  List<String> declared() {
    List<String> declared = new ArrayList<>();
    ends.forEach((at, end) -> declared.add(columns.name(at) + "=" + end));
    return declared;
  }

  /** Of a row, those that are finite. */
  SortedMap<String, Object> measured(List<String> row) {
    SortedMap<String, Object> measured = new TreeMap<>();
    for (int at : ends.keySet()) {
      CellText.number(row.get(at))
          .filter(Double::isFinite)
          .ifPresent(number -> measured.put(columns.name(at), number));
    }
    return measured;
  }

  /** What is not finite in a row though it has a better end, in words; empty if nothing is. */
  String divergence(List<String> row) {
    for (Map.Entry<Integer, String> each : ends.entrySet()) {
      String cell = row.get(each.getKey());
      boolean wild = CellText.number(cell).filter(number -> !Double.isFinite(number)).isPresent();
      if (wild && selects(each.getValue())) {
        return columns.name(each.getKey()) + " is " + cell;
      }
    }
    return "";
  }

  /** The one that selects where nothing else is said. */
  String objective() {
    return ends.entrySet().stream()
        .filter(each -> selects(each.getValue()))
        .map(each -> columns.name(each.getKey()))
        .findFirst()
        .orElseThrow();
  }
}
