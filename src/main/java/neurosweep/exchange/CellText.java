package neurosweep.exchange;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import neurosweep.data.CsvLines;

/** What a cell of another tool's table says. */
final class CellText {
  /** Not {@code NaN}: as a measurement that is one. */
  private static final Set<String> BLANKS =
      Set.of("", "NA", "<NA>", "N/A", "NaT", "null", "None", "none");

  private static final Pattern DELTA =
      Pattern.compile("(?:(\\d{1,6}) days? ?)?(?:(\\d{1,2}):(\\d{2}):(\\d{2}(?:\\.\\d+)?))?");

  /** Behind a time of day. */
  private static final Pattern ZONE = Pattern.compile("(Z|[+-]\\d{2}:?\\d{2})$");

  private static final int DAY = 86_400;
  private static final int HOUR = 3_600;
  private static final int MINUTE = 60;

  private CellText() {}

  static boolean isBlank(String cell) {
    return BLANKS.contains(cell);
  }

  static boolean isNan(String cell) {
    return cell.equalsIgnoreCase("nan");
  }

  /** A number, which may be NaN or infinite; nothing if it is none. */
  static Optional<Double> number(String cell) {
    double finite = CsvLines.number(cell);
    if (!Double.isNaN(finite)) {
      return Optional.of(finite);
    }
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> Optional.of(Double.NaN);
      case "inf", "+inf", "infinity" -> Optional.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
      default -> Optional.empty();
    };
  }

  /** True or false, also as 1 or 0; nothing if it is neither. */
  static Optional<Boolean> flag(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "true", "1", "1.0" -> Optional.of(true);
      case "false", "0", "0.0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** Seconds, as a number or as pandas writes time deltas; NaN if it is neither. */
  static double seconds(String cell) {
    double plain = CsvLines.number(cell);
    if (!Double.isNaN(plain)) {
      return plain;
    }
    Matcher delta = DELTA.matcher(cell);
    if (cell.isEmpty() || !delta.matches()) {
      return Double.NaN;
    }
    double seconds = delta.group(1) == null ? 0 : DAY * Double.parseDouble(delta.group(1));
    if (delta.group(2) != null) {
      seconds +=
          HOUR * Double.parseDouble(delta.group(2))
              + MINUTE * Double.parseDouble(delta.group(3))
              + Double.parseDouble(delta.group(4));
    }
    return seconds;
  }

  /** Seconds between two times of one clock; NaN where one is missing. */
  static double between(String begin, String end) {
    try {
      Duration between = Duration.between(time(begin), time(end));
      return between.toNanos() / 1e9;
    } catch (DateTimeParseException e) {
      return Double.NaN;
    }
  }

  private static LocalDateTime time(String cell) {
    return LocalDateTime.parse(ZONE.matcher(cell.strip()).replaceFirst("").replace(' ', 'T'));
  }
}
