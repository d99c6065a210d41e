package neurosweep.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
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
import neurosweep.report.text.TableText.Heading;
import neurosweep.result.Axis;
import neurosweep.result.AxisText;

/**
 * The values of an axis of the sweep on an axis of a figure: numbers by their size, by their ratio
 * where they are far apart; names, and numbers with a zero among ratios, side by side.
 *
 * @param name of the axis
 * @param axis of the figure
 * @param places of the values
 */
public record Across(String name, Figure.Axis axis, Map<Object, Double> places) {
  /** From where on values are compared by their ratio. */
  private static final double FAR_APART = 20;

  static final String NONE = "–";

  /** A scale where the values are numbers apart enough, else bands. */
  public static Across of(Axis axis, List<Object> values) {
    if (number(axis) && values.size() > 1 && values.stream().noneMatch(Objects::isNull)) {
      List<Double> sorted =
          values.stream().map(value -> ((Number) value).doubleValue()).sorted().toList();
      Scale scale = scale(sorted);
      if (scale != null) {
        Map<Object, Double> places = new HashMap<>();
        values.forEach(value -> places.put(value, ((Number) value).doubleValue()));
        String label = Heading.of(axis).text();
        return new Across(axis.name(), new Figure.Axis(label, scale), places);
      }
    }
    return bands(axis, values);
  }

  private static boolean number(Axis axis) {
    return axis.type() == Column.Type.REAL || axis.type() == Column.Type.INTEGER;
  }

  /** By size or by ratio; null where neither keeps the values apart. */
  private static Scale scale(List<Double> sorted) {
    double least = sorted.get(0);
    double most = sorted.get(sorted.size() - 1);
    LinearScale bySize = LinearScale.around(least, most, sorted, false);
    double leastSize =
        sorted.stream().mapToDouble(Math::abs).filter(size -> size > 0).min().orElse(1);
    boolean far = Math.max(-least, most) / leastSize >= FAR_APART;
    boolean even = bySize.gap(1) >= 0.5 / sorted.size();
    if (!far || even) {
      return bySize;
    }
    return least > 0 ? LogScale.around(least, most, sorted) : null;
  }

  /** Side by side, whatever they are. */
  public static Across bands(Axis axis, List<Object> values) {
    Map<Object, Double> places = new HashMap<>();
    for (Object value : values) {
      places.put(value, (double) places.size());
    }
    List<String> names = values.stream().map(value -> brief(axis, value)).toList();
    BandScale scale = new BandScale(names.isEmpty() ? List.of(NONE) : names, number(axis));
    Figure.Axis drawn = new Figure.Axis(Heading.of(axis).text(), scale);
    return new Across(axis.name(), drawn, places);
  }

  /** A drawn number has many digits, of which few tell it from its neighbours. */
  private static String brief(Axis axis, Object value) {
    String exact = value == null ? NONE : axis.text(value);
    boolean many = value instanceof Double && exact.length() > 7;
    return many
        ? text(new BigDecimal((Double) value).round(new MathContext(3)).doubleValue())
        : exact;
  }

  /** A value as text. */
  public static String text(Object value) {
    return value == null ? NONE : AxisText.of(value);
  }

  /** Where a value stands on the scale; NaN if nowhere. */
  public double at(Object value) {
    return places.getOrDefault(value, Double.NaN);
  }

  /** Whether distances on it mean something, so that a line may join points. */
  public boolean numeric() {
    return !(axis.scale() instanceof BandScale bands) || bands.numbers();
  }
}
