package neurosweep.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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

  /** Characters of a number from where on those of its axis are rounded. */
  private static final int LONG = 7;

  private static final int FEWEST_DIGITS = 3;
  private static final int MOST_DIGITS = 16;

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
    List<String> names = names(axis, values);
    BandScale scale = new BandScale(names.isEmpty() ? List.of(NONE) : names, number(axis));
    Figure.Axis drawn = new Figure.Axis(Heading.of(axis).text(), scale);
    return new Across(axis.name(), drawn, places);
  }

  /** Drawn numbers have many digits, of which few, of all alike, tell them from each other. */
  private static List<String> names(Axis axis, List<Object> values) {
    List<String> exact =
        values.stream().map(value -> value == null ? NONE : axis.text(value)).toList();
    boolean many = false;
    for (int i = 0; i < values.size(); i++) {
      many |= plain(exact.get(i), values.get(i)) && exact.get(i).length() > LONG;
    }
    for (int digits = FEWEST_DIGITS; many && digits < MOST_DIGITS; digits++) {
      List<String> names = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        names.add(plain(exact.get(i), value) ? rounded((Double) value, digits) : exact.get(i));
      }
      if (new HashSet<>(names).size() == names.size()) {
        return names;
      }
    }
    return exact;
  }

  /** Whether a number is shown that has no other label. */
  private static boolean plain(String shown, Object value) {
    return value instanceof Double && shown.equals(text(value));
  }

  private static String rounded(double value, int digits) {
    return text(new BigDecimal(value).round(new MathContext(digits)).doubleValue());
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
