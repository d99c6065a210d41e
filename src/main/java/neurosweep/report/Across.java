package neurosweep.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import neurosweep.core.Column;
import neurosweep.figure.BandScale;
import neurosweep.figure.Figure;
import neurosweep.figure.LinearScale;
import neurosweep.figure.LogScale;
import neurosweep.figure.Scale;

/**
 * The values of an axis of the sweep on an axis of a figure: numbers by their size, by their ratio
 * where they are far apart; names, and numbers with a zero among ratios, side by side.
 *
 * @param axis of the figure
 * @param places of the values
 */
record Across(Figure.Axis axis, Map<Object, Double> places) {
  /** From where on values are compared by their ratio. */
  private static final double FAR_APART = 20;

  private static final String NONE = "–";

  static Across of(Axis axis, List<Object> values, boolean reversed) {
    String label = Caption.heading(axis).text();
    boolean numbers = axis.type() == Column.Type.REAL || axis.type() == Column.Type.INTEGER;
    if (numbers && !reversed && values.size() > 1 && values.stream().noneMatch(Objects::isNull)) {
      List<Double> sorted =
          values.stream().map(value -> ((Number) value).doubleValue()).sorted().toList();
      double least = sorted.get(0);
      double most = sorted.get(sorted.size() - 1);
      double leastSize =
          sorted.stream().mapToDouble(Math::abs).filter(size -> size > 0).min().orElse(1);
      boolean far = Math.max(-least, most) / leastSize >= FAR_APART;
      Scale scale =
          !far
              ? LinearScale.around(least, most, sorted, false)
              : least > 0 ? LogScale.around(least, most, sorted) : null;
      if (scale != null) {
        Map<Object, Double> places = new HashMap<>();
        values.forEach(value -> places.put(value, ((Number) value).doubleValue()));
        return new Across(new Figure.Axis(label, scale), places);
      }
    }
    return bands(label, values, numbers, reversed);
  }

  /** Side by side, whatever they are; {@code reversed} puts the first at the end. */
  static Across bands(String label, List<Object> values, boolean numbers, boolean reversed) {
    Map<Object, Double> places = new HashMap<>();
    for (Object value : values) {
      places.put(value, (double) places.size());
    }
    List<String> names = values.stream().map(Across::text).toList();
    BandScale scale = new BandScale(names.isEmpty() ? List.of(NONE) : names, numbers, reversed);
    return new Across(new Figure.Axis(label, scale), places);
  }

  /** A value as text. */
  static String text(Object value) {
    return value == null ? NONE : NumberText.axis(value);
  }

  double at(Object value) {
    return places.getOrDefault(value, Double.NaN);
  }

  /** Whether distances on it mean something, so that a line may join points. */
  boolean numeric() {
    return !(axis.scale() instanceof BandScale bands) || bands.numbers();
  }
}
