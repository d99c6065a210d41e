package neurosweep.analysis;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

  private final String mark;
  private final String words;

  Edge(String mark, String words) {
    this.mark = mark;
    this.words = words;
  }

  /** Where the value that a group selected on an axis lies among those of its configurations. */
  static Edge of(Axis axis, Optional<Replicates> chosen, List<Replicates> tried) {
    boolean numbers = axis.type() == Column.Type.REAL || axis.type() == Column.Type.INTEGER;
    Object value = chosen.map(each -> each.value(axis)).orElse(null);
    if (!numbers || value == null) {
      return NONE;
    }
    double[] all =
        tried.stream()
            .map(each -> each.value(axis))
            .filter(Objects::nonNull)
            .mapToDouble(each -> ((Number) each).doubleValue())
            .sorted()
            .toArray();
    double at = ((Number) value).doubleValue();
    double least = all[0];
    double most = all[all.length - 1];
    return least == most ? NONE : at == least ? LEAST : at == most ? GREATEST : NONE;
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
