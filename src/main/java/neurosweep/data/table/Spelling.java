package neurosweep.data.table;

import java.util.Set;
import java.util.regex.Pattern;
import neurosweep.data.CsvLines;

/**
 * How the cells of a text file are to be read.
 *
 * @param comma whether a comma begins the decimals, otherwise a point
 */
public record Spelling(boolean comma) {
  private static final Set<String> BLANKS =
      Set.of(
          "", "NA", "<NA>", "N/A", "n/a", "#N/A", "NaN", "nan", "NAN", "-nan", "-NaN", "NaT",
          "null", "NULL", "Null", "None", "?");

  private static final Pattern INFINITE =
      Pattern.compile("[+-]?inf(inity)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern DATE =
      Pattern.compile(
          "\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}([T ].*)?|\\d{1,2}[-/.]\\d{1,2}[-/.]\\d{2,4}( .*)?"
              + "|\\d{1,2}:\\d{2}(:\\d{2}(\\.\\d+)?)?");

  /** Groups of three digits behind a sign. */
  private static final Pattern THOUSANDS =
      Pattern.compile("[+-]?\\d{1,3}(([,. '\u00a0\u202f])\\d{3})(\\2\\d{3})*([.,]\\d+)?");

  private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");

  private static final Pattern POINT = Pattern.compile("[+-]?\\d*\\.\\d+([eE][+-]?\\d+)?");

  /** Whether a cell says that there is no value. */
  static boolean isBlank(String cell) {
    return BLANKS.contains(cell);
  }

  /** What a cell says in a word that is no number of 32 bits; NaN if it does not. */
  static double infinite(String cell) {
    if (cell.length() > 9 || !INFINITE.matcher(cell).matches()) {
      return Double.NaN;
    }
    return cell.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** The number that a cell holds in digits; NaN if it holds none. */
  double number(String cell) {
    if (!comma) {
      return CsvLines.number(cell);
    }
    return cell.indexOf('.') >= 0 ? Double.NaN : CsvLines.number(cell.replace(',', '.'));
  }

  /** 1 for true and 0 for false, NaN for anything else. */
  static double flag(String cell) {
    return cell.equalsIgnoreCase("true") ? 1 : cell.equalsIgnoreCase("false") ? 0 : Double.NaN;
  }

  static boolean isDate(String cell) {
    return cell.length() < 40 && DATE.matcher(cell).matches();
  }

  static boolean hasThousands(String cell) {
    return cell.length() < 40 && THOUSANDS.matcher(cell).matches();
  }

  /** Whether a cell is a number with the other decimal sign. */
  public boolean hasOtherSign(String cell) {
    return cell.length() < 40 && (comma ? POINT : COMMA).matcher(cell).matches();
  }
}
