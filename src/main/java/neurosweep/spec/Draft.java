package neurosweep.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a job says about knobs, before it is multiplied out; overrides change it in place. */
final class Draft {

  /**
   * The values that one section gives a knob.
   *
   * @param place where the knob is named
   * @param values the values in order; of a distribution its choices or its two ends
   * @param drawn the distribution, where the values are not listed
   */
  record Setting(Place place, List<Given> values, Optional<Distribution> drawn) {
    Setting(Place place, List<Given> values) {
      this(place, values, Optional.empty());
    }
  }

  /**
   * One factor of the product: a knob, or several knobs that step together.
   *
   * @param columns equally many values for each knob
   */
  record Dimension(Map<String, Setting> columns) {
    static Dimension of(String knob, Setting setting) {
      return new Dimension(Map.of(knob, setting));
    }

    /** The distribution that its values come from; nothing if they are listed. */
    Optional<Distribution> drawn() {
      return columns.values().iterator().next().drawn();
    }

    int length() {
      return columns.values().iterator().next().values().size();
    }

    /** Without the knobs that a variant sets itself. */
    Dimension without(Set<String> knobs) {
      Map<String, Setting> kept = new LinkedHashMap<>(columns);
      kept.keySet().removeAll(knobs);
      return new Dimension(kept);
    }
  }

  /** From fixed, grid and zip. */
  final List<Dimension> base = new ArrayList<>();

  /** What each variant sets; without variants there is one that sets nothing. */
  final List<Map<String, Setting>> variants = new ArrayList<>();

  /** A configuration that matches every entry of one of these is left out. */
  final List<Map<String, List<Given>>> exclusions = new ArrayList<>();

  /** All knobs that are given values, in the order in which the file first names them. */
  final Set<String> mentioned = new LinkedHashSet<>();

  /** Knobs that the command line sets. */
  final Set<String> overridden = new LinkedHashSet<>();

  /** Whether the chosen members are known: nothing that could name one was unreadable. */
  boolean membersKnown = true;

  /** The knobs that are drawn, somewhere in the job, and how. */
  Map<String, Distribution> drawn() {
    Map<String, Distribution> drawn = new LinkedHashMap<>();
    for (String knob : mentioned) {
      base.forEach(dimension -> note(knob, dimension.columns().get(knob), drawn));
      variants.forEach(variant -> note(knob, variant.get(knob), drawn));
    }
    return drawn;
  }

  private static void note(String knob, Setting setting, Map<String, Distribution> drawn) {
    if (setting != null) {
      setting.drawn().ifPresent(distribution -> drawn.putIfAbsent(knob, distribution));
    }
  }

  /** The factors of a variant's product, the slowest first: in the order of first mention. */
  List<Dimension> dimensions(Map<String, Setting> variant) {
    List<Dimension> dimensions = new ArrayList<>();
    for (Dimension dimension : base) {
      Dimension left = dimension.without(variant.keySet());
      if (!left.columns().isEmpty()) {
        dimensions.add(left);
      }
    }
    variant.forEach((knob, setting) -> dimensions.add(Dimension.of(knob, setting)));
    List<String> order = List.copyOf(mentioned);
    Map<String, Integer> positions = new LinkedHashMap<>();
    order.forEach(knob -> positions.put(knob, positions.size()));
    dimensions.sort(
        Comparator.comparing(
            d -> d.columns().keySet().stream().mapToInt(positions::get).min().orElseThrow()));
    return dimensions;
  }

  /** How many combinations the products hold together, before exclusions and duplicates. */
  BigInteger combinations() {
    BigInteger sum = BigInteger.ZERO;
    for (Map<String, Setting> variant : variants) {
      BigInteger product = BigInteger.ONE;
      for (Dimension dimension : dimensions(variant)) {
        product = product.multiply(BigInteger.valueOf(dimension.length()));
      }
      sum = sum.add(product);
    }
    return sum;
  }
}
