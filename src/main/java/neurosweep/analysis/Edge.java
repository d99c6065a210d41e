package neurosweep.analysis;

import java.util.Objects;
import java.util.stream.Stream;
import neurosweep.core.Column;
import neurosweep.result.Axis;

/** Where a selected value lies among those that were tried. */
public enum Edge {
  /** Between others, or the only one, or no number. */
  NONE("", ""),
  /** None was smaller: the best may lie below. */
  LEAST("↓", "least"),
  /** None was greater: the best may lie above. */
  GREATEST("↑", "greatest");

  /** Drawn values of fewer there is always one at an end. */
  private static final int LEAST_DRAWN = 5;

  private final String mark;
  private final String words;

  Edge(String mark, String words) {
    this.mark = mark;
    this.words = words;
  }

  /** Where a value lies among those that were tried on an axis, itself among them. */
  static Edge of(Axis axis, Object value, Stream<Object> tried) {
    boolean numbers = axis.type() == Column.Type.REAL || axis.type() == Column.Type.INTEGER;
    if (!numbers || value == null) {
      return NONE;
    }
    double[] all =
        tried
            .filter(Objects::nonNull)
            .mapToDouble(each -> ((Number) each).doubleValue())
            .distinct()
            .sorted()
            .toArray();
    boolean drawn = axis.values().isEmpty();
    if (all.length < (drawn ? LEAST_DRAWN : 2)) {
      return NONE;
    }
    double at = ((Number) value).doubleValue();
    return at <= all[0] ? LEAST : at >= all[all.length - 1] ? GREATEST : NONE;
  }

  /** An arrow, or nothing. */
  public String mark() {
    return mark;
  }

  /** In words, or nothing. */
  public String words() {
    return words;
  }
}
